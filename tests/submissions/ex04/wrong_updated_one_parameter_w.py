# wrong: b is handed back as it came
# diagnoses: updated-one-parameter [w]
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, _ = compute_gradient(X, y, w, b)
    w = w - alpha * dw
    return w, b
