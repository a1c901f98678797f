"""Exercise 19: yes or no."""

import numpy as np


def sigmoid(z):
    """Return 1/(1 + e^−z) for each z, without overflow."""
    # e^−|z| lies between 0 and 1. For z < 0, multiplying 1/(1 + e^−z) by e^z/e^z gives e^z/(1 + e^z).
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, small) / (1.0 + small)


def compute_cost(X, y, w, b):
    """Return J = −1/m Σ (y_i log p_i + (1 − y_i) log(1 − p_i)); X (m, n), y (m,) of 0 and 1, w (n,)."""
    p = sigmoid(X @ w + b)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def compute_gradient(X, y, w, b):
    """Return (dw, db) at (w, b); dw (n,), db a float."""
    # σ′ = p (1 − p) cancels the denominators of the logarithms' derivatives: p − y is all that is left.
    error = sigmoid(X @ w + b) - y  # (m,)
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    """Return (w, b) after one step from (w, b) with learning rate alpha."""
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
