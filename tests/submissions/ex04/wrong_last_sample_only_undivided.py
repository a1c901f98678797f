# wrong: index -1 after the loop over predictions
# diagnoses: last-sample-only
import numpy as np


def compute_gradient(X, y, w, b):
    for row, target in zip(X, y):
        error = float(row @ w[:, 0]) + b - float(target[0])
    return (error * row).reshape(-1, 1), error


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
