# wrong: the moves of w and b are compared with epsilon
# diagnoses: step-for-gradient
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
        new_w, new_b = update(x, y, w, b, alpha)
        converged = abs(new_w - w) < epsilon and abs(new_b - b) < epsilon
        if converged or n_steps == max_iterations:
            return w, b, n_steps, bool(converged)
        w, b = new_w, new_b
        n_steps += 1
