# wrong: the error's sign, and the order
# diagnoses: flipped-residual; order-ignored
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = y_i - x_i @ w - b
    return error * x_i, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def epoch(X, y, w, b, alpha, order):
    for i in range(X.shape[0]):
        w, b = update(X[i], y[i], w, b, alpha)
    return w, b
