# wrong: y is shuffled, X is not
# diagnoses: order-on-inputs-only
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
    y_shuffled = y[order]
    for k in range(0, len(y), batch_size):
        end = k + batch_size
        w, b = update(X[k:end], y_shuffled[k:end], w, b, alpha)
    return w, b
