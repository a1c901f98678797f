# wrong: row 0 stands for the whole table
# diagnoses: first-sample-only
import numpy as np


def compute_gradient(X, y, w, b):
    x0 = X[0:1]
    error = x0 @ w + b - y[0:1]
    return x0.T @ error, error.item()


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
