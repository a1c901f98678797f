# wrong: update hands b out before w
# diagnoses: swapped-return
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return b - alpha * db, w - alpha * dw
