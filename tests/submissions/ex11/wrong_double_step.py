# wrong: the step is taken twice
# diagnoses: double-step
import numpy as np


def compute_gradient(x):
    return 1.6 * x**3 - 4 * x + 0.5


def update(x, alpha):
    x -= alpha * compute_gradient(x)
    x -= alpha * compute_gradient(x)
    return x


def descend(x0, alpha, n_steps):
    x = x0
    path = []
    for _ in range(n_steps + 1):
        path.append(x)
        x = update(x, alpha)
    return path
