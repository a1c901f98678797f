# right: (1,) and 0-d arrays where floats are asked for
import numpy as np


def compute_cost(x, y, w, b):
    e = (w * x + b - y).reshape(-1, 1)
    return np.mean(e**2, axis=0) / 2


def compute_gradient(x, y, w, b):
    e = (w * x + b - y).reshape(-1, 1)
    return np.array(np.mean(e[:, 0] * x)), e.mean(axis=0)
