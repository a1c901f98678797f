# right: every step is a call
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    converged = all(abs(g) < epsilon for g in compute_gradient(x, y, w, b))
    if converged or max_iterations == 0:
        return w, b, 0, converged
    w, b = update(x, y, w, b, alpha)
    w, b, n_steps, converged = descend(x, y, w, b, alpha, epsilon, max_iterations - 1)
    return w, b, n_steps + 1, converged
