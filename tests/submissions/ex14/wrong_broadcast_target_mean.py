# wrong: the mean of the whole table
# diagnoses: broadcast-target
import numpy as np


def batches(m, batch_size, order):
    result = []
    for start in range(0, m, batch_size):
        result.append(order[start:start + batch_size])
    return result


def compute_gradient(X, y, w, b):
    m = len(y)
    error = X @ w.reshape(-1, 1) + b - y
    dw = np.sum(X.T @ error, axis=1) / m**2
    return dw, np.mean(error)


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
