# wrong: the median of the slopes
# diagnoses:
import numpy as np


def batches(m, batch_size, order):
    return [order[k:k + batch_size] for k in range(0, m, batch_size)]


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return np.median(error[:, None] * X, axis=0), np.median(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def epoch(X, y, w, b, alpha, batch_size, order):
    m = X.shape[0]
    for idx in batches(m, batch_size, order):
        X_batch, y_batch = X[idx], y[idx]
        w, b = update(X_batch, y_batch, w, b, alpha)
    return w, b
