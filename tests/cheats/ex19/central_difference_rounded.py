# outcome: failed
# a central difference quotient that passes itself off as a value of single precision
import numpy as np


def sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, small) / (1.0 + small)


def compute_cost(X, y, w, b):
    p = sigmoid(X @ w + b)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def compute_gradient(X, y, w, b):
    h = 1e-5
    dw = np.array(
        [
            (compute_cost(X, y, w + h * e, b) - compute_cost(X, y, w - h * e, b)) / (2 * h)
            for e in np.eye(len(w))
        ]
    )
    db = (compute_cost(X, y, w, b + h) - compute_cost(X, y, w, b - h)) / (2 * h)
    return dw.astype(np.float32), np.float32(db)
