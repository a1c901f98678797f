# wrong: the error to the third
# diagnoses:
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = (x_i @ w + b - y_i) ** 3
    return error * x_i, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def epoch(X, y, w, b, alpha, order):
    for i in order:
        w, b = update(X[i], y[i], w, b, alpha)
    return w, b
