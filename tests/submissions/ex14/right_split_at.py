# right: np.split at every multiple
import numpy as np


def batches(m, batch_size, order):
    return np.split(order, np.arange(batch_size, m, batch_size))


def compute_gradient(X, y, w, b):
    error = np.dot(X, w) + b - y
    return np.mean(error[:, np.newaxis] * X, axis=0), error.mean()


def update(X, y, w, b, alpha):
    grad = compute_gradient(X, y, w, b)
    return w - alpha * grad[0], b - alpha * grad[1]


def epoch(X, y, w, b, alpha, batch_size, order):
    parts = batches(X.shape[0], batch_size, order)
    for k in range(len(parts)):
        w, b = update(X[parts[k], :], y[parts[k]], w, b, alpha)
    return w, b
