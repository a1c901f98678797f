# right: tmp_w and tmp_b as in the lecture
import numpy as np


def compute_gradient(x, y, w, b):
    m = len(y)
    predictions = w * x + b
    dj_dw = (1 / m) * np.sum((predictions - y) * x)
    dj_db = (1 / m) * np.sum(predictions - y)
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    tmp_w = w - alpha * compute_gradient(x, y, w, b)[0]
    tmp_b = b - alpha * compute_gradient(x, y, w, b)[1]
    w = tmp_w
    b = tmp_b
    return w, b
