# wrong: compute_gradient hands dj_db out first
# diagnoses: swapped-return
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    dj_dw = np.mean(error * x)
    dj_db = np.mean(error)
    return dj_db, dj_dw


def update(x, y, w, b, alpha):
    dj_db, dj_dw = compute_gradient(x, y, w, b)
    w = w - alpha * dj_dw
    b = b - alpha * dj_db
    return w, b
