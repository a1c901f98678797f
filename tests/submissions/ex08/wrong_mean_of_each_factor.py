# wrong: the mean error times the mean input
# diagnoses: mean-of-each-factor
import numpy as np


def compute_gradient(x, y, w, b):
    mean_error = np.mean(w * x + b - y)
    return mean_error * np.mean(x), mean_error


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return w - alpha * dw, b - alpha * db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    for n_steps in range(max_iterations):
        dj_dw, dj_db = compute_gradient(x, y, w, b)
        if abs(dj_dw) < epsilon and abs(dj_db) < epsilon:
            return w, b, n_steps, True
        w, b = update(x, y, w, b, alpha)
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w, b, max_iterations, abs(dj_dw) < epsilon and abs(dj_db) < epsilon
