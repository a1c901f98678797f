# right: update works out the downhill direction itself and adds it
import numpy as np


def compute_gradient(x, y, w, b):
    residual = y - (w * x + b)
    return -np.mean(residual * x), -np.mean(residual)


def update(x, y, w, b, alpha):
    residual = y - (w * x + b)
    w_down = np.mean(residual * x)
    b_down = np.mean(residual)
    w += alpha * w_down
    b += alpha * b_down
    return w, b
