# wrong: only X is shuffled
# diagnoses: order-on-inputs-only
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    y_hat = x_i @ w + b
    err = y_hat - y_i
    dw = err * x_i
    db = err
    return dw, db


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, order):
    X = X[order]
    for i in range(len(order)):
        w, b = update(X[i], y[i], w, b, alpha)
    return w, b
