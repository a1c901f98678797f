# wrong: the features are standardised inside compute_gradient
# diagnoses:
import numpy as np


def compute_gradient(X, y, w, b):
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    error = Z @ w + b - y
    return Z.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
