# wrong: a central difference without its 2
# diagnoses: halved-gradient
import numpy as np


def compute_gradient(x):
    return 0.8 * x**3 - 2 * x + 0.25


def update(x, alpha):
    slope = compute_gradient(x)
    x = x - alpha * slope
    return x


def descend(x0, alpha, n_steps):
    path = [x0]
    for _ in range(n_steps):
        path.append(update(path[-1], alpha))
    return path
