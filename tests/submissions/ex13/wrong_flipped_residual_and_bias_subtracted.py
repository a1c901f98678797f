# wrong: y - wx + b
# diagnoses: bias-subtracted; flipped-residual
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = y_i - np.dot(w, x_i) + b
    return error * x_i, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, order):
    for i in order:
        w, b = update(X[i], y[i], w, b, alpha)
    return w, b
