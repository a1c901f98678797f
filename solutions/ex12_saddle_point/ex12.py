"""Exercise 12: a slope of zero is not yet a valley."""

import numpy as np


def compute_gradient(p):
    """Return (∂f/∂u, ∂f/∂v) of f(u, v) = u² − v² + v⁴/4; p and the gradient have shape (2,)."""
    u, v = p
    return np.array([2 * u, -2 * v + v**3])


def update(p, alpha):
    """Return p after one step with learning rate alpha."""
    return p - alpha * compute_gradient(p)


def classify(p):
    """Return "minimum", "maximum", "saddle" or "not critical"."""
    if np.any(np.abs(compute_gradient(p)) >= 1e-6):
        return "not critical"
    # The mixed derivatives vanish, so the Hessian is diagonal, and its diagonal holds the eigenvalues.
    curvatures = np.array([2.0, 3 * p[1] ** 2 - 2])
    # A valley curves upwards in every direction, not only in the first that is looked at.
    if np.all(curvatures > 0):
        return "minimum"
    return "maximum" if np.all(curvatures < 0) else "saddle"
