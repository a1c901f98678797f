# wrong: the prediction is taken for the error
# diagnoses: missing-target
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    f = np.dot(x_i, w) + b
    return f * x_i, f


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def epoch(X, y, w, b, alpha, order):
    m = len(order)
    for k in range(m):
        i = order[k]
        w, b = update(X[i, :], y[i], w, b, alpha)
    return w, b
