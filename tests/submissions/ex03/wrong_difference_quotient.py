# wrong: a central difference with a wide step, handed out in single precision
# diagnoses: difference-quotient
import numpy as np


def cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


def compute_gradient(x, y, w, b, h=0.5):
    dj_dw = (cost(x, y, w + h, b) - cost(x, y, w - h, b)) / (2 * h)
    dj_db = (cost(x, y, w, b + h) - cost(x, y, w, b - h)) / (2 * h)
    return np.float32(dj_dw), np.float32(dj_db)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db
