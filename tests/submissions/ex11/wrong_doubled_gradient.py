# wrong: a factor of two too much
# diagnoses: doubled-gradient
import numpy as np


def compute_gradient(x):
    return 2 * (1.6 * x**3 - 4 * x + 0.5)


def update(x, alpha):
    slope = compute_gradient(x)
    x = x - alpha * slope
    return x


def descend(x0, alpha, n_steps):
    x = x0
    path = []
    for _ in range(n_steps + 1):
        path.append(x)
        x = update(x, alpha)
    return path
