# wrong: the slopes come back
# diagnoses: returned-gradient
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.sum(w * x_i) + b - y_i
    return x_i * error, error


def update(x_i, y_i, w, b, alpha):
    return compute_gradient(x_i, y_i, w, b)


def epoch(X, y, w, b, alpha, order):
    for i in order:
        dw, db = update(X[i], y[i], w, b, alpha)
        w, b = w - alpha * dw, b - alpha * db
    return w, b
