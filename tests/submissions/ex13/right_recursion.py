# right: the first sample, then the rest
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.inner(x_i, w) + b - y_i
    return error * x_i, error


def update(x_i, y_i, w, b, alpha):
    gradient = compute_gradient(x_i, y_i, w, b)
    return w - alpha * gradient[0], b - alpha * gradient[1]


def epoch(X, y, w, b, alpha, order):
    if len(order) == 0:
        return w, b
    first, *rest = order
    w, b = update(X[first], y[first], w, b, alpha)
    return epoch(X, y, w, b, alpha, rest)
