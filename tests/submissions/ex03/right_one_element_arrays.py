# right: arrays of shape (1,) where floats are asked for
import numpy as np


def compute_gradient(x, y, w, b):
    x = x.reshape(-1, 1)
    y = y.reshape(-1, 1)
    error = x * w + b - y
    dj_dw = (x * error).mean(axis=0)
    dj_db = error.mean(axis=0)
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db
