# wrong: the error without its sign
# diagnoses: absolute-residual
import numpy as np


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


def compute_gradient(x, y, w, b):
    error = np.absolute(w * x + b - y)
    return np.mean(error * x), np.mean(error)
