# wrong: no x, and 2/m
# diagnoses: missing-feature; doubled-gradient
import numpy as np


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


def compute_gradient(x, y, w, b):
    m = len(x)
    total = 2 * np.sum(w * x + b - y) / m
    return total, total
