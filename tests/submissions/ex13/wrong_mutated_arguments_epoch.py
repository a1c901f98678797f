# wrong: the epoch works on the caller's w
# diagnoses: mutated-arguments
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    y_hat = x_i @ w + b
    err = y_hat - y_i
    dw = err * x_i
    db = err
    return dw, db


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def epoch(X, y, w, b, alpha, order):
    for i in order:
        dw, db = compute_gradient(X[i], y[i], w, b)
        w -= alpha * dw
        b -= alpha * db
    return w, b
