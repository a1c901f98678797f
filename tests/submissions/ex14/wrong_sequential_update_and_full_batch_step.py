# wrong: w first, and all samples at once
# diagnoses: full-batch-step; sequential-update [w, b]
import numpy as np


def batches(m, batch_size, order):
    return [order[k:k + batch_size] for k in range(0, m, batch_size)]


def compute_gradient(X, y, w, b):
    error = np.dot(X, w) + b - y
    dw = np.mean(error[:, None] * X, axis=0)
    db = np.mean(error)
    return dw, db


def update(X, y, w, b, alpha):
    w = w - alpha * compute_gradient(X, y, w, b)[0]
    b = b - alpha * compute_gradient(X, y, w, b)[1]
    return w, b


def epoch(X, y, w, b, alpha, batch_size, order):
    return update(X, y, w, b, alpha)
