# wrong: update returns how far to go, not where that leads
# diagnoses: returned-step
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return alpha * dj_dw, alpha * dj_db
