# wrong: the start counts as a step
# diagnoses: missing-step
import numpy as np


def compute_gradient(x):
    return 1.6 * x**3 - 4 * x + 0.5


def update(x, alpha):
    slope = compute_gradient(x)
    x = x - alpha * slope
    return x


def descend(x0, alpha, n_steps):
    path = [x0]
    for _ in range(1, n_steps):
        path.append(update(path[-1], alpha))
    return np.array(path)
