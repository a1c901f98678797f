# wrong: range ends one early
# diagnoses: missing-step
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.sum(w * x_i) + b - y_i
    return x_i * error, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def epoch(X, y, w, b, alpha, order):
    for k in range(len(order) - 1):
        w, b = update(X[order[k]], y[order[k]], w, b, alpha)
    return w, b
