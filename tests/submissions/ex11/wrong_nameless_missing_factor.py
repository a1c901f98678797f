# wrong: the powers fall, but do not come down as factors
# diagnoses:
import numpy as np


def compute_gradient(x):
    return 0.4 * x**3 - 2 * x + 0.5


def update(x, alpha):
    return x - alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    path = [x0]
    for _ in range(n_steps):
        path.append(update(path[-1], alpha))
    return path
