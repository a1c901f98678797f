# wrong: no half in the cost, and target minus prediction in the gradient
# diagnoses: missing-half; flipped-residual
import numpy as np


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2)


def compute_gradient(x, y, w, b):
    error = y - (w * x + b)
    return np.mean(error * x), np.mean(error)
