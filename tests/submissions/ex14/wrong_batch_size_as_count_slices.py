# wrong: slices of m // batch_size
# diagnoses: batch-size-as-count
import numpy as np


def batches(m, batch_size, order):
    size = m // batch_size
    return [order[k:k + size] for k in range(0, m, size)]


def compute_gradient(X, y, w, b):
    m = len(y)
    error = X @ w + b - y
    return X.T @ error / m, np.sum(error) / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, batch_size, order):
    for batch in batches(len(y), batch_size, order):
        w, b = update(X[batch], y[batch], w, b, alpha)
    return w, b
