# wrong: the new point gets another name
# diagnoses: unchanged-parameters
import numpy as np


def compute_gradient(x):
    return 1.6 * x**3 - 4 * x + 0.5


def update(x, alpha):
    new_x = x - alpha * compute_gradient(x)
    return x


def descend(x0, alpha, n_steps):
    path = np.zeros(n_steps + 1)
    path[0] = x0
    for k in range(n_steps):
        path[k + 1] = update(path[k], alpha)
    return path
