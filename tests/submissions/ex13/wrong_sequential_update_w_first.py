# wrong: b's slope at the new w
# diagnoses: sequential-update [w, b]
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    y_hat = x_i @ w + b
    err = y_hat - y_i
    dw = err * x_i
    db = err
    return dw, db


def update(x_i, y_i, w, b, alpha):
    w = w - alpha * compute_gradient(x_i, y_i, w, b)[0]
    b = b - alpha * compute_gradient(x_i, y_i, w, b)[1]
    return w, b


def epoch(X, y, w, b, alpha, order):
    for i in order:
        w, b = update(X[i], y[i], w, b, alpha)
    return w, b
