# wrong: each step starts from the arguments
# diagnoses: restarted-each-step
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    new_w, new_b = w, b
    n_steps = 0
    while True:
        dj_dw, dj_db = compute_gradient(x, y, new_w, new_b)
        converged = bool(abs(dj_dw) < epsilon and abs(dj_db) < epsilon)
        if converged or n_steps == max_iterations:
            return new_w, new_b, n_steps, converged
        new_w, new_b = update(x, y, w, b, alpha)
        n_steps += 1
