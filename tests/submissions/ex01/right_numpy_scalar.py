# right: NumPy scalars
import numpy as np


def compute_gradient(w):
    return np.multiply(2.0, w)


def update(w, alpha):
    return np.float64(w) - np.float64(alpha) * compute_gradient(w)
