"""Exercise 04: give every feature its own slope."""

import numpy as np


def compute_gradient(X, y, w, b):
    """Return (dw, db) of J = 1/(2m) Σ (X_i w + b − y_i)².

    X is (m, n), y is (m, 1), w and dw are (n, 1), b and db are floats.
    """
    error = X @ w + b - y  # (m, 1)
    # (n, m) times (m, 1): row j of X.T is feature j's column, so entry j is Σ_i X_ij e_i.
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    """Return (w, b) after one step from (w, b) with learning rate alpha."""
    dw, db = compute_gradient(X, y, w, b)
    # One line moves all n weights at once; each by its own partial derivative.
    return w - alpha * dw, b - alpha * db
