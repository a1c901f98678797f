# wrong: the prediction is flat and y is a column
# diagnoses: broadcast-target
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    prediction = X @ w[:, 0] + b
    error = prediction - y
    dw = np.zeros((n, 1))
    for j in range(n):
        dw[j, 0] = np.sum(error * X[:, j : j + 1]) / m
    return dw, np.sum(error) / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
