# wrong: b stays where it was
# diagnoses: updated-one-parameter [w]
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    new_w = w - alpha * dj_dw
    new_b = b - alpha * dj_db
    return new_w, b
