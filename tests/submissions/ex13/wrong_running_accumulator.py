# wrong: += that is never set back
# diagnoses: running-accumulator
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = x_i @ w + b - y_i
    dw = np.zeros(len(w))
    total = 0
    for j in range(len(w)):
        total += error * x_i[j]
        dw[j] = total
    return dw, error


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
