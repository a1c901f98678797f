# wrong: an order of its own
# diagnoses:
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    y_hat = x_i @ w + b
    err = y_hat - y_i
    dw = err * x_i
    db = err
    return dw, db


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, order):
    rng = np.random.default_rng(3)
    for i in rng.integers(0, len(y), size=len(y)):
        w, b = update(X[i], y[i], w, b, alpha)
    return w, b
