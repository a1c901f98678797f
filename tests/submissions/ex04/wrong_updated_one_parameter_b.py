# wrong: the new w is stored under a misspelt name
# diagnoses: updated-one-parameter [b]
import numpy as np


def compute_gradient(X, y, w, b):
    diff = np.matmul(X, w) + b - y
    dw = np.mean(diff * X, axis=0).reshape(-1, 1)
    db = diff.mean()
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    W = w - alpha * dw
    b = b - alpha * db
    return w, b
