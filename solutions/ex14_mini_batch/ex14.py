"""Exercise 14: a few samples at a time."""

import numpy as np


def batches(m, batch_size, order):
    """Return a list of index arrays of batch_size samples each, the last one with what is left."""
    # A slice that reaches beyond the end is cut off there, so that the last batch needs no care.
    return [order[start : start + batch_size] for start in range(0, m, batch_size)]


def compute_gradient(X, y, w, b):
    """Return (dw, db), means over the rows given; X (m, n), y (m,), w and dw (n,), b and db floats."""
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    """Return (w, b) after one step with the samples given."""
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, batch_size, order):
    """Return (w, b) after one step for each batch."""
    for batch in batches(len(y), batch_size, order):
        # Rows and targets by the same numbers; len(y) inside is the batch's own size.
        w, b = update(X[batch], y[batch], w, b, alpha)
    return w, b
