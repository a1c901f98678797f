# wrong: the correlation of x and y for a slope
# diagnoses:
import numpy as np


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


def compute_gradient(x, y, w, b):
    return np.corrcoef(x, y)[0, 1], np.mean(y)
