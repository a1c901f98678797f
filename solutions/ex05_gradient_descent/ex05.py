"""Exercise 05: walk down the hill."""

import numpy as np


def compute_cost(X, y, w, b):
    """Return J = 1/(2m) Σ (X_i w + b − y_i)²."""
    return np.mean((X @ w + b - y) ** 2) / 2


def compute_gradient(X, y, w, b):
    """Return (dw, db) at (w, b); X (m, n), y (m, 1), w and dw (n, 1), b and db floats."""
    error = X @ w + b - y  # (m, 1)
    # (n, m) times (m, 1): row j of X.T is feature j's column, so entry j is Σ_i X_ij e_i.
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    """Return (w, b) after one step from (w, b) with learning rate alpha."""
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    """Return (w, b, costs) after num_iterations steps; costs has one entry for every point passed."""
    costs = [compute_cost(X, y, w, b)]
    for _ in range(num_iterations):
        # Each step starts where the last one ended, and so does its gradient.
        w, b = update(X, y, w, b, alpha)
        costs.append(compute_cost(X, y, w, b))
    return w, b, np.array(costs)
