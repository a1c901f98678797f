# wrong: sums over the batch
# diagnoses: missing-mean
import numpy as np


def batches(m, batch_size, order):
    return [order[k:k + batch_size] for k in range(0, m, batch_size)]


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error, np.sum(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, batch_size, order):
    for batch in batches(len(y), batch_size, order):
        w, b = update(X[batch], y[batch], w, b, alpha)
    return w, b
