# wrong: no batches
# diagnoses:
import numpy as np


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
    for k in range(0, len(y), batch_size):
        batch = order[k:k + batch_size]
        w, b = update(X[batch], y[batch], w, b, alpha)
    return w, b
