# right: single precision
import numpy as np


def compute_gradient(w):
    return np.float32(2) * np.float32(w)


def update(w, alpha):
    return np.float32(w) - np.float32(alpha) * compute_gradient(w)
