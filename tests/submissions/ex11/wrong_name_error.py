# wrong: x where x0 is meant
# diagnoses:
import numpy as np


def compute_gradient(x):
    return 1.6 * x**3 - 4 * x + 0.5


def update(x, alpha):
    return x - alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    path = [x]
    for _ in range(n_steps):
        path.append(update(path[-1], alpha))
    return path
