# right: einsum
import numpy as np


def compute_gradient(x, y, w, b):
    e = w * x + b - y
    return np.einsum("i,i->", e, x) / e.shape[0], np.einsum("i->", e) / e.shape[0]


def update(x, y, w, b, alpha):
    theta = np.array([w, b]) - alpha * np.array(compute_gradient(x, y, w, b))
    return tuple(theta)
