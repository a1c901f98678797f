# wrong: the gradient is taken once, before the loop
# diagnoses: stale-gradient
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    n_steps = 0
    while n_steps < max_iterations and not (abs(dj_dw) < epsilon and abs(dj_db) < epsilon):
        w = w - alpha * dj_dw
        b = b - alpha * dj_db
        n_steps += 1
    return w, b, n_steps, abs(dj_dw) < epsilon and abs(dj_db) < epsilon
