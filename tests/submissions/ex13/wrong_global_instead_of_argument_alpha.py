# wrong: LR of the file
# diagnoses: global-instead-of-argument
import numpy as np

LR = 0.0123


def compute_gradient(x_i, y_i, w, b):
    error = np.sum(w * x_i) + b - y_i
    return x_i * error, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    return w - LR * dw, b - LR * db


def epoch(X, y, w, b, alpha, order):
    m = len(order)
    for k in range(m):
        i = order[k]
        w, b = update(X[i, :], y[i], w, b, alpha)
    return w, b
