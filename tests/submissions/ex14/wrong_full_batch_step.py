# wrong: one step with all samples
# diagnoses: full-batch-step
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
    return update(X, y, w, b, alpha)
