# wrong: the error is worked out in place, inside the caller's y
# diagnoses: mutated-arguments
import numpy as np


def compute_gradient(x, y, w, b):
    y -= w * x + b
    dj_dw = -np.mean(y * x)
    dj_db = -np.mean(y)
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def is_flat(x, y, w, b, epsilon):
    return max(abs(slope) for slope in compute_gradient(x, y, w, b)) < epsilon


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    n_steps = 0
    while n_steps < max_iterations and not is_flat(x, y, w, b, epsilon):
        w, b = update(x, y, w, b, alpha)
        n_steps += 1
    return w, b, n_steps, is_flat(x, y, w, b, epsilon)
