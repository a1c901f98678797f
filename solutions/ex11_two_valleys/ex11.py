"""Exercise 11: two valleys."""

import numpy as np


def compute_gradient(x):
    """Return f′(x) of f(x) = 0.4x⁴ − 2x² + 0.5x + 2."""
    return 1.6 * x**3 - 4 * x + 0.5


def update(x, alpha):
    """Return x after one step with learning rate alpha."""
    return x - alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    """Return the n_steps + 1 points of a walk, the start first."""
    path = [x0]
    for _ in range(n_steps):
        # The slope is local: nothing here knows of the other valley.
        path.append(update(path[-1], alpha))
    return np.array(path)
