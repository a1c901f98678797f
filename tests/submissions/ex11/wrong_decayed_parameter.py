# wrong: x is multiplied with alpha
# diagnoses: decayed-parameter
import numpy as np


def compute_gradient(x):
    return 1.6 * x**3 - 4 * x + 0.5


def update(x, alpha):
    slope = compute_gradient(x)
    return x - alpha * x


def descend(x0, alpha, n_steps):
    path = np.zeros(n_steps + 1)
    path[0] = x0
    for k in range(n_steps):
        path[k + 1] = update(path[k], alpha)
    return path
