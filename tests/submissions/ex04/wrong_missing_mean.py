# wrong: no division by m
# diagnoses: missing-mean
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    dw = X.T @ error
    db = np.sum(error)
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
