# wrong: the error is divided by m, and so is the product
# diagnoses: mean-twice
import numpy as np


def compute_gradient(X, y, w, b):
    m = len(X)
    error = (X @ w + b - y) / m
    return X.T @ error / m, np.sum(error) / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
