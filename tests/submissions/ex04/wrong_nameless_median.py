# wrong: medians instead of means
# diagnoses:
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return np.median(error * X, axis=0).reshape(-1, 1), np.median(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
