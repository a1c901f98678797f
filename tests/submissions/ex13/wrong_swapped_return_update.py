# wrong: b first from the update
# diagnoses: swapped-return
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.dot(x_i, w) + b - y_i
    return error * x_i, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    return b - alpha * db, w - alpha * dw


def epoch(X, y, w, b, alpha, order):
    for i in order:
        b, w = update(X[i], y[i], w, b, alpha)
    return w, b
