# wrong: one step with the mean of all gradients
# diagnoses: full-batch-step
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.dot(x_i, w) + b - y_i
    return error * x_i, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, order):
    m = len(y)
    error = X @ w + b - y
    dw = X.T @ error / m
    db = np.mean(error)
    return w - alpha * dw, b - alpha * db
