# wrong: alpha is multiplied with the parameter instead of its slope
# diagnoses: decayed-parameter
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    w_slope, b_slope = compute_gradient(x, y, w, b)
    new_w = w - alpha * w
    new_b = b - alpha * b
    return new_w, new_b
