# wrong: update is right, descend climbs by itself
# diagnoses: gradient-ascent
import numpy as np


def compute_gradient(x):
    return 4 * 0.4 * x * x * x - 2 * 2 * x + 0.5


def update(x, alpha):
    slope = compute_gradient(x)
    x = x - alpha * slope
    return x


def descend(x0, alpha, n_steps):
    path = [x0]
    for _ in range(n_steps):
        path.append(path[-1] + alpha * compute_gradient(path[-1]))
    return path
