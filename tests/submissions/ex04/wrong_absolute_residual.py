# wrong: only the size of the error counts
# diagnoses: absolute-residual
import numpy as np


def compute_gradient(X, y, w, b):
    error = abs(X @ w + b - y)
    return np.dot(X.T, error) / len(error), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
