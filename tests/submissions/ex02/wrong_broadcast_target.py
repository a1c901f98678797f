# wrong: x is made a column, y stays flat, and NumPy pairs every prediction with every target
# diagnoses: broadcast-target
import numpy as np


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


def compute_gradient(x, y, w, b):
    x = x.reshape(-1, 1)
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)
