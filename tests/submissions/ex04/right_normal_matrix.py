# right: expanded with X'X and X'y
import numpy as np


def compute_gradient(X, y, w, b):
    m = X.shape[0]
    ones = np.ones((m, 1))
    dw = (X.T @ X @ w + b * X.T @ ones - X.T @ y) / m
    db = (ones.T @ X @ w + m * b - ones.T @ y) / m
    return dw, db[0, 0]


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
