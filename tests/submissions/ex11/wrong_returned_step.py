# wrong: update returns the step
# diagnoses: returned-step
import numpy as np


def compute_gradient(x):
    return 4 * 0.4 * x * x * x - 2 * 2 * x + 0.5


def update(x, alpha):
    step = alpha * compute_gradient(x)
    return step


def descend(x0, alpha, n_steps):
    path = [x0]
    for _ in range(n_steps):
        path.append(update(path[-1], alpha))
    return path
