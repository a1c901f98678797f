# wrong: total is never set back
# diagnoses: running-accumulator
import numpy as np


def batches(m, batch_size, order):
    return [order[k:k + batch_size] for k in range(0, m, batch_size)]


def compute_gradient(X, y, w, b):
    m, n = X.shape
    error = X @ w + b - y
    dw = np.zeros(n)
    total = 0.0
    for j in range(n):
        for i in range(m):
            total += error[i] * X[i, j]
        dw[j] = total / m
    return dw, error.sum() / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, batch_size, order):
    for batch in batches(len(y), batch_size, order):
        w, b = update(X[batch], y[batch], w, b, alpha)
    return w, b
