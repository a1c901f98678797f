# wrong: the epoch has its own step, with a plus
# diagnoses: gradient-ascent
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.dot(x_i, w) + b - y_i
    return error * x_i, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def epoch(X, y, w, b, alpha, order):
    for i in order:
        dw, db = compute_gradient(X[i], y[i], w, b)
        w, b = w + alpha * dw, b + alpha * db
    return w, b
