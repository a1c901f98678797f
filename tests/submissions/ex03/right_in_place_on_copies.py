# right: works in place, but on copies of its own
import copy

import numpy as np


def compute_gradient(x, y, w, b):
    err = x.copy()
    err *= w
    err += b
    err -= y
    scaled = copy.deepcopy(err)
    scaled *= x
    return scaled.sum() / len(x), err.sum() / len(x)


def update(x, y, w, b, alpha):
    theta = np.array([w, b], dtype=float)
    grad = np.array(compute_gradient(x, y, w, b))
    grad *= alpha
    theta -= grad
    w, b = theta
    return w, b
