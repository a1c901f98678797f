# wrong: both functions put b first, each consistent with the other
# diagnoses: swapped-return
import numpy as np


def compute_gradient(x, y, w, b):
    e = w * x + b - y
    return np.mean(e), np.mean(e * x)


def update(x, y, w, b, alpha):
    db, dw = compute_gradient(x, y, w, b)
    return b - alpha * db, w - alpha * dw
