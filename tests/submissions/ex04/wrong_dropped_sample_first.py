# wrong: counts samples from 1
# diagnoses: dropped-sample
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    error = X @ w + b - y
    dw = np.zeros((n, 1))
    for j in range(n):
        for i in range(1, m):
            dw[j] += error[i] * X[i, j]
    db = sum(error[i, 0] for i in range(1, m))
    return dw / m, db / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
