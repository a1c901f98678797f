# wrong: sums instead of means, and no absolute values
# diagnoses: missing-mean; signed-stop
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.sum(error * x), np.sum(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    n_steps = 0
    while True:
        dj_dw, dj_db = compute_gradient(x, y, w, b)
        converged = bool(dj_dw < epsilon and dj_db < epsilon)
        if converged or n_steps == max_iterations:
            return w, b, n_steps, converged
        w, b = update(x, y, w, b, alpha)
        n_steps += 1
