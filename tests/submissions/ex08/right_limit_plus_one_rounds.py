# right: one round more than steps, the last one only tests
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    for k in range(max_iterations + 1):
        dw, db = compute_gradient(x, y, w, b)
        converged = bool(max(abs(dw), abs(db)) < epsilon)
        if converged or k == max_iterations:
            break
        w, b = w - alpha * dw, b - alpha * db
    return w, b, k, converged
