# right: single precision
import numpy as np


def compute_gradient(x):
    x = np.float32(x)
    return np.float32(1.6) * x**3 - np.float32(4) * x + np.float32(0.5)


def update(x, alpha):
    return np.float32(x) - np.float32(alpha) * compute_gradient(x)


def descend(x0, alpha, n_steps):
    path = np.zeros(n_steps + 1, dtype=np.float32)
    path[0] = x0
    for k in range(n_steps):
        path[k + 1] = update(path[k], alpha)
    return path
