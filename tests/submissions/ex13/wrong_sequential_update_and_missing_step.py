# wrong: w first, and the last sample left out
# diagnoses: sequential-update [w, b]; missing-step
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.sum(w * x_i) + b - y_i
    return x_i * error, error


def update(x_i, y_i, w, b, alpha):
    w = w - alpha * compute_gradient(x_i, y_i, w, b)[0]
    b = b - alpha * compute_gradient(x_i, y_i, w, b)[1]
    return w, b


def epoch(X, y, w, b, alpha, order):
    for i in order[:-1]:
        w, b = update(X[i], y[i], w, b, alpha)
    return w, b
