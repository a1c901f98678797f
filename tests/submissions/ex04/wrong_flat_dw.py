# wrong: dw has the shape (n,) where (n, 1) is the contract
# diagnoses:
import numpy as np


def compute_gradient(X, y, w, b):
    error = (X @ w).ravel() + b - y.ravel()
    dw = X.T @ error / len(error)
    return dw, np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w[:, 0] - alpha * dw, b - alpha * db
