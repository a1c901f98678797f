# wrong: twice the slope, and no start
# diagnoses: doubled-gradient; start-not-recorded
import numpy as np


def compute_gradient(x):
    return 3.2 * x**3 - 8 * x + 1


def update(x, alpha):
    return x - alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    path = []
    for _ in range(n_steps):
        x0 = update(x0, alpha)
        path.append(x0)
    return path
