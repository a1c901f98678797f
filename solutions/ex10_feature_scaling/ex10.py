"""Exercise 10: give every feature the same range."""

import numpy as np


def fit_scaler(X):
    """Return mean and population standard deviation of every feature; X is (m, n), both are (n,)."""
    # axis=0 runs over the samples, so that one number is left for each feature.
    return X.mean(axis=0), X.std(axis=0)


def scale(X, mean, std):
    """Return (X − mean)/std, of shape (m, n)."""
    # (m, n) against (n,): every row meets the same means and deviations.
    return (X - mean) / std


def compute_gradient(X, y, w, b):
    """Return (dw, db) of J = 1/(2m) Σ (X_i w + b − y_i)²; y is (m, 1), w and dw are (n, 1)."""
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    """Return (w, b) after one step from (w, b) with learning rate alpha."""
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def unscale(w, b, mean, std):
    """Return the (w, b) that predict from X what the given ones predict from the scaled X."""
    # Σ w_j (X_ij − μ_j)/σ_j + b = Σ (w_j/σ_j) X_ij + (b − Σ (w_j/σ_j) μ_j)
    original_w = w / std[:, np.newaxis]  # (n, 1) by (n, 1): a plain (n,) would make a table of it
    return original_w, b - (mean @ original_w).item()
