# wrong: the heights are recorded
# diagnoses: cost-for-position
import numpy as np


def f(x):
    return 0.4 * x**4 - 2 * x**2 + 0.5 * x + 2


def compute_gradient(x):
    return 1.6 * x**3 - 4 * x + 0.5


def update(x, alpha):
    return x - alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    x = x0
    path = [f(x)]
    for _ in range(n_steps):
        x = update(x, alpha)
        path.append(f(x))
    return path
