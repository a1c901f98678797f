# wrong: y is flattened, so the error is an (m, m) table; summing it hides that
# diagnoses: broadcast-target
import numpy as np


def compute_gradient(X, y, w, b):
    m = X.shape[0]
    y = y.flatten()
    error = X @ w + b - y
    dw = np.sum(X.T @ error, axis=1, keepdims=True) / m
    db = np.sum(error) / m
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
