# wrong: alpha is not used
# diagnoses: ignored-alpha
import numpy as np


def compute_gradient(x):
    return 4 * 0.4 * x * x * x - 2 * 2 * x + 0.5


def update(x, alpha):
    return x - compute_gradient(x)


def descend(x0, alpha, n_steps):
    x = x0
    path = []
    for _ in range(n_steps + 1):
        path.append(x)
        x = update(x, alpha)
    return path
