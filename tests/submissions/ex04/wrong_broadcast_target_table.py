# wrong: the (m, m) table goes all the way through, so dw has the shape (n, m)
# diagnoses: broadcast-target
import numpy as np


def compute_gradient(X, y, w, b):
    m = len(X)
    error = (X @ w + b) - y.reshape(-1)
    dw = (1 / m) * X.T @ error
    db = (1 / m) * np.sum(error)
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
