# wrong: only one of the two slopes is returned
# diagnoses:
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    dj_dw = np.mean(error * x)
    dj_db = np.mean(error)
    return dj_dw


def update(x, y, w, b, alpha):
    error = w * x + b - y
    return w - alpha * np.mean(error * x), b - alpha * np.mean(error)
