# wrong: the gradient is divided by the features' mean squares
# diagnoses:
import numpy as np


def compute_gradient(X, y, w, b):
    diff = np.matmul(X, w) + b - y
    dw = np.mean(diff * X, axis=0).reshape(-1, 1)
    db = diff.mean()
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    curvature = np.mean(X**2, axis=0).reshape(-1, 1)
    return w - alpha * dw / curvature, b - alpha * db
