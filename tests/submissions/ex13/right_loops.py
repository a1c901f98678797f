# right: loops over features and steps
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    f = b
    for j in range(len(w)):
        f = f + w[j] * x_i[j]
    dw = np.zeros(len(w))
    for j in range(len(w)):
        dw[j] = (f - y_i) * x_i[j]
    return dw, f - y_i


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    new_w = np.zeros(len(w))
    for j in range(len(w)):
        new_w[j] = w[j] - alpha * dw[j]
    return new_w, b - alpha * db


def epoch(X, y, w, b, alpha, order):
    k = 0
    while k < len(order):
        i = int(order[k])
        w, b = update(X[i, :], y[i], w, b, alpha)
        k += 1
    return w, b
