# wrong: the 2 of the square is kept
# diagnoses: doubled-gradient
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = x_i @ w + b - y_i
    return 2 * error * x_i, 2 * error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def epoch(X, y, w, b, alpha, order):
    m = len(order)
    for k in range(m):
        i = order[k]
        w, b = update(X[i, :], y[i], w, b, alpha)
    return w, b
