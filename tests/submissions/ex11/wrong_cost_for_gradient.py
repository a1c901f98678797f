# wrong: f itself
# diagnoses: cost-for-gradient
import numpy as np


def compute_gradient(x):
    return 0.4 * x**4 - 2 * x**2 + 0.5 * x + 2


def update(x, alpha):
    return x - alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    path = np.zeros(n_steps + 1)
    path[0] = x0
    for k in range(n_steps):
        path[k + 1] = update(path[k], alpha)
    return path
