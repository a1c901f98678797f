# wrong: or where and belongs
# diagnoses: any-partial-stops
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    for n_steps in range(max_iterations):
        dj_dw, dj_db = compute_gradient(x, y, w, b)
        if abs(dj_dw) < epsilon or abs(dj_db) < epsilon:
            return w, b, n_steps, True
        w, b = update(x, y, w, b, alpha)
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w, b, max_iterations, bool(abs(dj_dw) < epsilon or abs(dj_db) < epsilon)
