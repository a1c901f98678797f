# wrong: 2/m
# diagnoses: doubled-gradient
import numpy as np


def compute_cost(x, y, w, b):
    m = x.shape[0]
    return (1 / (2 * m)) * np.sum(np.square(w * x + b - y))


def compute_gradient(x, y, w, b):
    m = len(x)
    f = w * x + b
    return 2 / m * np.sum((f - y) * x), 2 / m * np.sum(f - y)
