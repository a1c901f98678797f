# wrong: every weight gets the mean error, without its column
# diagnoses: missing-feature
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    error = X @ w + b - y
    dw = np.zeros((n, 1))
    for j in range(n):
        dw[j] = np.sum(error) / m
    db = np.sum(error) / m
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
