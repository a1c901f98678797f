# wrong: x squared
# diagnoses:
import numpy as np


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x**2), np.mean(error)
