# wrong: the epoch cuts its own batches, full ones only
# diagnoses: last-batch-dropped
import numpy as np


def batches(m, batch_size, order):
    result = []
    for start in range(0, m, batch_size):
        result.append(order[start:start + batch_size])
    return result


def compute_gradient(X, y, w, b):
    m = len(y)
    error = X @ w + b - y
    return X.T @ error / m, np.sum(error) / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, batch_size, order):
    m = len(y)
    for k in range(m // batch_size):
        batch = order[k * batch_size:(k + 1) * batch_size]
        w, b = update(X[batch], y[batch], w, b, alpha)
    return w, b
