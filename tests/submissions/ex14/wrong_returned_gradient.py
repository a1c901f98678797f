# wrong: the slopes
# diagnoses: returned-gradient
import numpy as np


def batches(m, batch_size, order):
    return [order[k:k + batch_size] for k in range(0, m, batch_size)]


def compute_gradient(X, y, w, b):
    m = len(y)
    error = X @ w + b - y
    return X.T @ error / m, np.sum(error) / m


def update(X, y, w, b, alpha):
    return compute_gradient(X, y, w, b)


def epoch(X, y, w, b, alpha, batch_size, order):
    for batch in batches(len(y), batch_size, order):
        dw, db = compute_gradient(X[batch], y[batch], w, b)
        w, b = w - alpha * dw, b - alpha * db
    return w, b
