# wrong: 2/n, with n the number of columns
# diagnoses: mean-over-features; doubled-gradient
import numpy as np


def compute_gradient(X, y, w, b):
    n = X.shape[1]
    error = X @ w + b - y
    return (2 / n) * X.T @ error, (2 / n) * np.sum(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
