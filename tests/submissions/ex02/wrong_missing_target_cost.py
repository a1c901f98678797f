# wrong: y is forgotten
# diagnoses: missing-target
import numpy as np


def compute_cost(x, y, w, b):
    f = w * x + b
    return np.sum(f**2) / (2 * len(x))


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)
