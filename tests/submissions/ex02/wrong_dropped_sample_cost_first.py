# wrong: counts samples from 1, and takes the mean over these
# diagnoses: dropped-sample
import numpy as np


def compute_cost(x, y, w, b):
    e = w * x[1:] + b - y[1:]
    return np.mean(e**2) / 2


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)
