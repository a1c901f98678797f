# wrong: the error loses its sign
# diagnoses: absolute-residual
import numpy as np


def compute_gradient(x, y, w, b):
    error = np.abs(w * x + b - y)
    return np.average(error * x), np.average(error)


def update(x, y, w, b, alpha):
    slope_w, slope_b = compute_gradient(x, y, w, b)
    return w - alpha * slope_w, b - alpha * slope_b


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    for n_steps in range(max_iterations):
        dj_dw, dj_db = compute_gradient(x, y, w, b)
        if abs(dj_dw) < epsilon and abs(dj_db) < epsilon:
            return w, b, n_steps, True
        w, b = update(x, y, w, b, alpha)
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w, b, max_iterations, abs(dj_dw) < epsilon and abs(dj_db) < epsilon
