# wrong: the batches are printed
# diagnoses: printed-not-returned
import numpy as np


def batches(m, batch_size, order):
    for k in range(0, m, batch_size):
        print(order[k:k + batch_size])


def compute_gradient(X, y, w, b):
    error = np.dot(X, w) + b - y
    dw = np.mean(error[:, None] * X, axis=0)
    db = np.mean(error)
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, batch_size, order):
    for k in range(0, len(y), batch_size):
        batch = order[k:k + batch_size]
        w, b = update(X[batch], y[batch], w, b, alpha)
    return w, b
