# wrong: m is the size of the notebook's data
# diagnoses: global-instead-of-argument
import numpy as np

m = 12


def compute_cost(x, y, w, b):
    return np.sum((w * x + b - y) ** 2) / (2 * m)


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.sum(error * x) / m, np.sum(error) / m
