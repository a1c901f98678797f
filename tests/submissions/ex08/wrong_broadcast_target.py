# wrong: x becomes a column while y stays flat, and every prediction meets every target
# diagnoses: broadcast-target
import numpy as np


def compute_gradient(x, y, w, b):
    x = x[:, np.newaxis]
    error = w * x + b - y
    dj_dw = np.mean(error * x)
    dj_db = np.mean(error)
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    steps = 0
    while True:
        slopes = compute_gradient(x, y, w, b)
        converged = all(-epsilon < s < epsilon for s in slopes)
        if converged or steps == max_iterations:
            return w, b, steps, converged
        w, b = update(x, y, w, b, alpha)
        steps = steps + 1
