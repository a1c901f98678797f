# wrong: abs has swallowed the comparison
# diagnoses: signed-stop
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    for n_steps in range(max_iterations + 1):
        dj_dw, dj_db = compute_gradient(x, y, w, b)
        converged = bool(abs(dj_dw < epsilon) and abs(dj_db < epsilon))
        if converged or n_steps == max_iterations:
            return w, b, n_steps, converged
        w, b = update(x, y, w, b, alpha)
