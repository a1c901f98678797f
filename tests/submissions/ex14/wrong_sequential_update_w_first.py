# wrong: w moves before b's slope is taken
# diagnoses: sequential-update [w, b]
import numpy as np


def batches(m, batch_size, order):
    return [order[k:k + batch_size] for k in range(0, m, batch_size)]


def compute_gradient(X, y, w, b):
    m = len(y)
    error = X @ w + b - y
    return X.T @ error / m, np.sum(error) / m


def update(X, y, w, b, alpha):
    w = w - alpha * compute_gradient(X, y, w, b)[0]
    b = b - alpha * compute_gradient(X, y, w, b)[1]
    return w, b


def epoch(X, y, w, b, alpha, batch_size, order):
    for batch in batches(len(y), batch_size, order):
        w, b = update(X[batch], y[batch], w, b, alpha)
    return w, b
