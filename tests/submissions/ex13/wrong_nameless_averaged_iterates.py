# wrong: the mean of all points on the way
# diagnoses:
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.dot(x_i, w) + b - y_i
    return error * x_i, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    return w - alpha * dw, b - alpha * db


def epoch(X, y, w, b, alpha, order):
    ws, bs = [], []
    for i in order:
        w, b = update(X[i], y[i], w, b, alpha)
        ws.append(w)
        bs.append(b)
    return np.mean(ws, axis=0), np.mean(bs)
