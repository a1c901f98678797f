# wrong: the rows as they lie
# diagnoses: order-ignored
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
    for i in range(len(y)):
        w, b = update(X[i], y[i], w, b, alpha)
    return w, b
