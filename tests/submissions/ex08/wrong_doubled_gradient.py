# wrong: the 2/n of the plain mean squared error, although this cost has a half
# diagnoses: doubled-gradient
import numpy as np


def compute_gradient(x, y, w, b):
    n = len(x)
    y_pred = w * x + b
    dw = (-2 / n) * np.sum(x * (y - y_pred))
    db = (-2 / n) * np.sum(y - y_pred)
    return dw, db


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    for n_steps in range(max_iterations):
        dj_dw, dj_db = compute_gradient(x, y, w, b)
        if abs(dj_dw) < epsilon and abs(dj_db) < epsilon:
            return w, b, n_steps, True
        w, b = update(x, y, w, b, alpha)
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w, b, max_iterations, abs(dj_dw) < epsilon and abs(dj_db) < epsilon
