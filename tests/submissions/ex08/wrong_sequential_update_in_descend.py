# wrong: update is right, but descend repeats its lines in sequence
# diagnoses: sequential-update
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    n_steps = 0
    while True:
        dj_dw, dj_db = compute_gradient(x, y, w, b)
        converged = bool(abs(dj_dw) < epsilon and abs(dj_db) < epsilon)
        if converged or n_steps == max_iterations:
            return w, b, n_steps, converged
        w = w - alpha * compute_gradient(x, y, w, b)[0]
        b = b - alpha * compute_gradient(x, y, w, b)[1]
        n_steps += 1
