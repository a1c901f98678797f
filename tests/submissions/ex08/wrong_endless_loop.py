# wrong: the limit is never looked at
# diagnoses:
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    n_steps = 0
    while max(np.abs(compute_gradient(x, y, w, b))) != 0:
        w, b = update(x, y, w, b, 0.0)
    return w, b, n_steps, True
