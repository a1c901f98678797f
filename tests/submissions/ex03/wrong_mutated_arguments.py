# wrong: the error is worked out in place, inside the caller's y
# diagnoses: mutated-arguments
import numpy as np


def compute_gradient(x, y, w, b):
    y -= w * x + b
    dj_dw = -np.mean(y * x)
    dj_db = -np.mean(y)
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db
