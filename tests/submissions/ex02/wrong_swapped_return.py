# wrong: dj_db comes first
# diagnoses: swapped-return
import numpy as np


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    dj_dw = np.mean(error * x)
    dj_db = np.mean(error)
    return dj_db, dj_dw
