# right: X.T @ error over m
import numpy as np


def compute_gradient(X, y, w, b):
    m = X.shape[0]
    error = X @ w + b - y
    dw = X.T @ error / m
    db = np.sum(error) / m
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b
