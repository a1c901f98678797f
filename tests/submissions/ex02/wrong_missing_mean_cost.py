# wrong: half the sum, not divided by m
# diagnoses: missing-mean
import numpy as np


def compute_cost(x, y, w, b):
    error = w * x + b - y
    return np.sum(error**2) / 2


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)
