# wrong: x is made a column, y stays flat, and NumPy pairs every prediction with every target
# diagnoses: broadcast-target
import numpy as np


def compute_gradient(x, y, w, b):
    x = x.reshape(-1, 1)
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db
