# wrong: plus
# diagnoses: gradient-ascent
import numpy as np


def compute_gradient(x):
    return 4 * 0.4 * x * x * x - 2 * 2 * x + 0.5


def update(x, alpha):
    return x + alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    path = np.zeros(n_steps + 1)
    path[0] = x0
    for k in range(n_steps):
        path[k + 1] = update(path[k], alpha)
    return path
