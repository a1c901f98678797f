# right: pairs come back as an array of two
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.array([np.sum(error * x), np.sum(error)]) / len(x)


def update(x, y, w, b, alpha):
    return np.array([w, b]) - alpha * compute_gradient(x, y, w, b)
