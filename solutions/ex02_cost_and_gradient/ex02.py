"""Exercise 02: measure the cost and its slopes."""

import numpy as np


def compute_cost(x, y, w, b):
    """Return J = 1/(2m) Σ (w x_i + b − y_i)²; x and y have shape (m,)."""
    error = w * x + b - y
    return np.mean(error**2) / 2


def compute_gradient(x, y, w, b):
    """Return (∂J/∂w, ∂J/∂b) at (w, b); x and y have shape (m,)."""
    # The 2 of the chain rule cancels the ½ of J. The inner derivative of the error is x_i for w and 1 for b.
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)
