# wrong: zip over X and y
# diagnoses: order-ignored
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.sum(w * x_i) + b - y_i
    return x_i * error, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, order):
    for x_i, y_i in zip(X, y):
        w, b = update(x_i, y_i, w, b, alpha)
    return w, b
