# wrong: the epoch prints
# diagnoses: printed-not-returned
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.sum(w * x_i) + b - y_i
    return x_i * error, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, order):
    for i in order:
        w, b = update(X[i], y[i], w, b, alpha)
    print(w, b)
