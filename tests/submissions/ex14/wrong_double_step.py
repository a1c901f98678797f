# wrong: twice
# diagnoses: double-step
import numpy as np


def batches(m, batch_size, order):
    result = []
    for start in range(0, m, batch_size):
        result.append(order[start:start + batch_size])
    return result


def compute_gradient(X, y, w, b):
    error = np.dot(X, w) + b - y
    dw = np.mean(error[:, None] * X, axis=0)
    db = np.mean(error)
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w, b = w - alpha * dw, b - alpha * db
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, batch_size, order):
    m = X.shape[0]
    for idx in batches(m, batch_size, order):
        X_batch, y_batch = X[idx], y[idx]
        w, b = update(X_batch, y_batch, w, b, alpha)
    return w, b
