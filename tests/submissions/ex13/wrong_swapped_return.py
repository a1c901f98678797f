# wrong: b's slope first
# diagnoses: swapped-return
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = x_i @ w + b - y_i
    return error, error * x_i


def update(x_i, y_i, w, b, alpha):
    db, dw = compute_gradient(x_i, y_i, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, order):
    for i in order:
        w, b = update(X[i], y[i], w, b, alpha)
    return w, b
