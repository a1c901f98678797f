# wrong: only the points after the steps
# diagnoses: start-not-recorded
import numpy as np


def compute_gradient(x):
    return 1.6 * x**3 - 4 * x + 0.5


def update(x, alpha):
    return x - alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    x = x0
    path = []
    for _ in range(n_steps):
        x = update(x, alpha)
        path.append(x)
    return path
