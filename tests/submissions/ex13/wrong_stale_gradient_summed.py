# wrong: the sum of all gradients
# diagnoses: stale-gradient
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.dot(x_i, w) + b - y_i
    return error * x_i, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def epoch(X, y, w, b, alpha, order):
    error = X @ w + b - y
    return w - alpha * X.T @ error, b - alpha * np.sum(error)
