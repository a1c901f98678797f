# wrong: m appears in neither function
# diagnoses: missing-mean
import numpy as np


def compute_cost(x, y, w, b):
    error = w * x + b - y
    return 0.5 * np.dot(error, error)


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.dot(error, x), np.sum(error)
