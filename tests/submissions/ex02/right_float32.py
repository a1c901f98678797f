# right: single precision
import numpy as np


def compute_cost(x, y, w, b):
    e = np.float32(w) * x.astype(np.float32) + np.float32(b) - y.astype(np.float32)
    return np.mean(e * e) / np.float32(2)


def compute_gradient(x, y, w, b):
    x = x.astype(np.float32)
    e = np.float32(w) * x + np.float32(b) - y.astype(np.float32)
    return np.mean(e * x), np.mean(e)
