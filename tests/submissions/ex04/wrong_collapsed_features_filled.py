# wrong: one sum over everything, written into every entry of dw
# diagnoses: collapsed-features
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    error = X @ w + b - y
    dw = np.zeros((n, 1))
    for j in range(n):
        dw[j] = np.sum(error * X) / m
    return dw, np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
