# wrong: all gradients are taken at the start
# diagnoses: stale-gradient
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.sum(w * x_i) + b - y_i
    return x_i * error, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, order):
    grads = [compute_gradient(X[i], y[i], w, b) for i in order]
    for dw, db in grads:
        w = w - alpha * dw
        b = b - alpha * db
    return w, b
