# wrong: total is set to zero once, before all features
# diagnoses: running-accumulator
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    error = X @ w + b - y
    dw = np.zeros((n, 1))
    total = 0.0
    for j in range(n):
        for i in range(m):
            total += error[i, 0] * X[i, j]
        dw[j, 0] = total / m
    return dw, np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
