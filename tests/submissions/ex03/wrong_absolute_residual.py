# wrong: the error loses its sign
# diagnoses: absolute-residual
import numpy as np


def compute_gradient(x, y, w, b):
    error = np.abs(w * x + b - y)
    return np.average(error * x), np.average(error)


def update(x, y, w, b, alpha):
    slope_w, slope_b = compute_gradient(x, y, w, b)
    return w - alpha * slope_w, b - alpha * slope_b
