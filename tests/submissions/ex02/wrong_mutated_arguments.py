# wrong: the errors are worked out inside y
# diagnoses: mutated-arguments
import numpy as np


def compute_cost(x, y, w, b):
    y -= w * x
    y -= b
    return np.mean(y**2) / 2


def compute_gradient(x, y, w, b):
    y *= -1
    y += w * x + b
    return np.mean(y * x), np.mean(y)
