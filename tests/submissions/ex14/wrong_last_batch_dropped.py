# wrong: m // batch_size batches
# diagnoses: last-batch-dropped
import numpy as np


def batches(m, batch_size, order):
    n_batches = m // batch_size
    return [order[k * batch_size:(k + 1) * batch_size] for k in range(n_batches)]


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
    m = X.shape[0]
    for idx in batches(m, batch_size, order):
        X_batch, y_batch = X[idx], y[idx]
        w, b = update(X_batch, y_batch, w, b, alpha)
    return w, b
