# wrong: 1/m stands in front of dw only
# diagnoses: mean-on-one-gradient [w]
import numpy as np


def compute_gradient(X, y, w, b):
    m = y.shape[0]
    diff = (X @ w + b) - y
    dw = (1 / m) * (X.T @ diff)
    db = np.sum(diff)
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b
