# wrong: both inside update: plus, and b's gradient at the new w
# diagnoses: gradient-ascent; sequential-update [w, b]
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    w = w + alpha * compute_gradient(x, y, w, b)[0]
    b = b + alpha * compute_gradient(x, y, w, b)[1]
    return w, b
