# wrong: the first row of the batch
# diagnoses: first-sample-only
import numpy as np


def batches(m, batch_size, order):
    result = []
    for start in range(0, m, batch_size):
        result.append(order[start:start + batch_size])
    return result


def compute_gradient(X, y, w, b):
    error = X[0] @ w + b - y[0]
    return error * X[0], error


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
