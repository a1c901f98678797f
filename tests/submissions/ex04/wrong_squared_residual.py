# wrong: the squares of the cost are still there
# diagnoses: squared-residual
import numpy as np


def compute_gradient(X, y, w, b):
    m = len(y)
    error = (X @ w + b - y) ** 2
    return X.T @ error / m, np.sum(error) / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
