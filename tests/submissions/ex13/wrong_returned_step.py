# wrong: the step comes back
# diagnoses: returned-step
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.dot(x_i, w) + b - y_i
    return error * x_i, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    return alpha * dw, alpha * db


def epoch(X, y, w, b, alpha, order):
    for i in order:
        step_w, step_b = update(X[i], y[i], w, b, alpha)
        w, b = w - step_w, b - step_b
    return w, b
