# wrong: predictions as a column, y flat
# diagnoses: broadcast-target
import numpy as np


def batches(m, batch_size, order):
    return [order[k:k + batch_size] for k in range(0, m, batch_size)]


def compute_gradient(X, y, w, b):
    m = len(y)
    error = X @ w.reshape(-1, 1) + b - y
    dw = np.sum(X.T @ error, axis=1) / m
    db = np.sum(error) / m
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, batch_size, order):
    for batch in batches(len(y), batch_size, order):
        w, b = update(X[batch], y[batch], w, b, alpha)
    return w, b
