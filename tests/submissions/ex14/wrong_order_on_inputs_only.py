# wrong: only X is shuffled
# diagnoses: order-on-inputs-only
import numpy as np


def batches(m, batch_size, order):
    return [order[k:k + batch_size] for k in range(0, m, batch_size)]


def compute_gradient(X, y, w, b):
    error = np.dot(X, w) + b - y
    dw = np.mean(error[:, None] * X, axis=0)
    db = np.mean(error)
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def epoch(X, y, w, b, alpha, batch_size, order):
    X = X[order]
    for k in range(0, len(y), batch_size):
        w, b = update(X[k:k + batch_size], y[k:k + batch_size], w, b, alpha)
    return w, b
