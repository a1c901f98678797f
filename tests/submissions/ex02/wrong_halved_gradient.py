# wrong: the half of the cost is kept
# diagnoses: halved-gradient
import numpy as np


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


def compute_gradient(x, y, w, b):
    m = x.shape[0]
    e = w * x + b - y
    dj_dw = np.sum(e * x) / (2 * m)
    dj_db = np.sum(e) / (2 * m)
    return dj_dw, dj_db
