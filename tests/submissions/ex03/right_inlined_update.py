# right: update takes the gradient itself, without calling compute_gradient
import numpy as np


def compute_gradient(x, y, w, b):
    f = w * x + b
    return np.sum((f - y) * x) / x.shape[0], np.sum(f - y) / x.shape[0]


def update(x, y, w, b, alpha):
    f = w * x + b  # stays at the old point
    w = w - alpha * np.sum((f - y) * x) / x.shape[0]
    b = b - alpha * np.sum(f - y) / x.shape[0]
    return w, b
