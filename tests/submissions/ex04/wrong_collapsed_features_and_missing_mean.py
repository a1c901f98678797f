# wrong: one sum over the whole table, never divided
# diagnoses: collapsed-features; missing-mean
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    dw = np.ones_like(w) * np.sum(error * X)
    return dw, np.sum(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
