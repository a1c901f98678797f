# wrong: the learning rate of the notebook
# diagnoses: global-instead-of-argument
import numpy as np


learning_rate = 0.07


def compute_gradient(x):
    return 1.6 * x**3 - 4 * x + 0.5


def update(x, alpha):
    return x - learning_rate * compute_gradient(x)


def descend(x0, alpha, n_steps):
    path = [x0]
    for _ in range(n_steps):
        path.append(update(path[-1], alpha))
    return path
