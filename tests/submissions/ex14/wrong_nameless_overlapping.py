# wrong: windows that overlap
# diagnoses:
import numpy as np


def batches(m, batch_size, order):
    return [order[k:k + batch_size] for k in range(m)]


def compute_gradient(X, y, w, b):
    m = len(y)
    error = X @ w + b - y
    return X.T @ error / m, np.sum(error) / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def epoch(X, y, w, b, alpha, batch_size, order):
    for batch in batches(len(y), batch_size, order):
        w, b = update(X[batch], y[batch], w, b, alpha)
    return w, b
