# wrong: one more step fills the place of the start
# diagnoses: start-not-recorded
import numpy as np


def compute_gradient(x):
    return 1.6 * x**3 - 4 * x + 0.5


def update(x, alpha):
    return x - alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    path = np.empty(n_steps + 1)
    x = x0
    for k in range(n_steps + 1):
        x = update(x, alpha)
        path[k] = x
    return path
