# wrong: y minus prediction
# diagnoses: flipped-residual
import numpy as np


def compute_gradient(X, y, w, b):
    m = len(y)
    error = y - (X @ w + b)
    return X.T @ error / m, error.sum() / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
