# wrong: all samples in each of the m steps
# diagnoses: full-batch-step
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    y_hat = x_i @ w + b
    err = y_hat - y_i
    dw = err * x_i
    db = err
    return dw, db


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def epoch(X, y, w, b, alpha, order):
    for i in order:
        error = X @ w + b - y
        w, b = w - alpha * X.T @ error / len(y), b - alpha * np.mean(error)
    return w, b
