# right: b is assigned before w, but the gradients were taken before both
import numpy as np


def compute_gradient(x, y, w, b):
    y_hat = b + w * x
    dj_db = np.average(y_hat - y)
    dj_dw = np.average((y_hat - y) * x)
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    b = b - alpha * dj_db
    w = w - alpha * dj_dw
    return w, b
