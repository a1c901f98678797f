# wrong: both slopes carry x
# diagnoses: feature-in-bias-gradient
import numpy as np


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


def compute_gradient(x, y, w, b):
    e = w * x + b - y
    dj_dw = np.dot(e, x) / len(x)
    dj_db = np.dot(e, x) / len(x)
    return dj_dw, dj_db
