# wrong: the products are worked out inside X
# diagnoses: mutated-arguments
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    X *= error
    return np.mean(X, axis=0, keepdims=True).T, np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
