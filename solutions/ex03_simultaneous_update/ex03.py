"""Exercise 03: update w and b at the same time."""

import numpy as np


def compute_gradient(x, y, w, b):
    """Return (∂J/∂w, ∂J/∂b) of J = 1/(2m) Σ (w x_i + b − y_i)² at (w, b); x and y have shape (m,)."""
    # The 2 of the chain rule cancels the ½ of J. The inner derivative of the error is x_i for w and 1 for b.
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    """Return (w, b) after one step from (w, b) with learning rate alpha."""
    # Both partials are taken here, at the old point, before either parameter moves.
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db
