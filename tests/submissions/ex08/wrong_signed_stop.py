# wrong: no absolute values
# diagnoses: signed-stop
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    n_steps = 0
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    while n_steps < max_iterations and not (dj_dw < epsilon and dj_db < epsilon):
        w, b = update(x, y, w, b, alpha)
        dj_dw, dj_db = compute_gradient(x, y, w, b)
        n_steps += 1
    return w, b, n_steps, dj_dw < epsilon and dj_db < epsilon
