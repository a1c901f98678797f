# right: one loop, over the columns
import numpy as np


def compute_gradient(X, y, w, b):
    n = X.shape[1]
    error = np.dot(X, w) + b - y
    dw = np.empty((n, 1))
    for j in range(n):
        column = X[:, j : j + 1]
        dw[j, 0] = np.mean(error * column)
    return dw, np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    new_w = np.zeros_like(w)
    for j in range(len(w)):
        new_w[j] = w[j] - alpha * dw[j]
    return new_w, b - alpha * db
