# wrong: a forward difference
# diagnoses: difference-quotient
import numpy as np


def f(x):
    return 0.4 * x**4 - 2 * x**2 + 0.5 * x + 2


def compute_gradient(x):
    h = 1e-4
    return (f(x + h) - f(x)) / h


def update(x, alpha):
    return x - alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    x = x0
    path = []
    for _ in range(n_steps + 1):
        path.append(x)
        x = update(x, alpha)
    return path
