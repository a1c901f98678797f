# right: NumPy means, tuple assignment
import numpy as np


def compute_gradient(x, y, w, b):
    err = w * x + b - y
    dj_dw = np.mean(err * x)
    dj_db = np.mean(err)
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    w, b = w - alpha * dj_dw, b - alpha * dj_db
    return w, b
