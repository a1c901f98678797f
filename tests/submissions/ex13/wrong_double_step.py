# wrong: two steps in a row with one gradient
# diagnoses: double-step
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.sum(w * x_i) + b - y_i
    return x_i * error, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    for _ in range(2):
        w = w - alpha * dw
        b = b - alpha * db
    return w, b


def epoch(X, y, w, b, alpha, order):
    m = len(order)
    for k in range(m):
        i = order[k]
        w, b = update(X[i, :], y[i], w, b, alpha)
    return w, b
