# right: y minus the prediction, added back; -= and += on copies
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    residual = y_i - (np.matmul(w, x_i) + b)
    return -residual * x_i, -residual


def update(x_i, y_i, w, b, alpha):
    residual = y_i - (np.matmul(w, x_i) + b)
    w = w.copy()
    w += alpha * residual * x_i
    b = b + alpha * residual
    return w, b


def epoch(X, y, w, b, alpha, order):
    w = np.array(w)
    for i in order:
        dw, db = compute_gradient(X[i], y[i], w, b)
        w -= alpha * dw
        b -= alpha * db
    return w, b
