"""Exercise 08: know when to stop."""

import numpy as np


def compute_gradient(x, y, w, b):
    """Return (∂J/∂w, ∂J/∂b) of J = 1/(2m) Σ (w x_i + b − y_i)² at (w, b); x and y have shape (m,)."""
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    """Return (w, b) after one step from (w, b) with learning rate alpha."""
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    """Return (w, b, n_steps, converged) where |∂J/∂w| and |∂J/∂b| are below epsilon, or at the limit."""
    n_steps = 0
    # The test comes before the step: where the ground is flat already, none is taken.
    while n_steps < max_iterations and not is_flat(x, y, w, b, epsilon):
        w, b = update(x, y, w, b, alpha)
        n_steps += 1
    # The loop may have ended for either reason, so the point itself is asked, not the counter.
    return w, b, n_steps, is_flat(x, y, w, b, epsilon)


def is_flat(x, y, w, b, epsilon):
    """Tell whether both slopes at (w, b) are smaller than epsilon in size."""
    return all(abs(slope) < epsilon for slope in compute_gradient(x, y, w, b))
