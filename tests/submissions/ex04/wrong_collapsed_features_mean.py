# wrong: np.mean without axis
# diagnoses: collapsed-features
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return np.mean(error * X), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
