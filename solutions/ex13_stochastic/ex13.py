"""Exercise 13: one sample at a time."""


def compute_gradient(x_i, y_i, w, b):
    """Return (dw, db) of one sample's cost (x_i·w + b − y_i)²/2; x_i, w and dw have shape (n,)."""
    error = x_i @ w + b - y_i
    return error * x_i, error


def update(x_i, y_i, w, b, alpha):
    """Return (w, b) after one step with one sample."""
    dw, db = compute_gradient(x_i, y_i, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, order):
    """Return (w, b) after one step for each sample, in the given order."""
    for i in order:
        # Each sample sees the parameters that the one before has left.
        w, b = update(X[i], y[i], w, b, alpha)
    return w, b
