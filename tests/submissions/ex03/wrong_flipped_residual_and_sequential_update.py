# wrong: the sign of the error, and two separate updates
# diagnoses: flipped-residual; sequential-update [w, b]
import numpy as np


def compute_gradient(x, y, w, b):
    error = y - w * x - b
    return np.mean(x * error), np.mean(error)


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    w = w - alpha * dw
    dw, db = compute_gradient(x, y, w, b)
    b = b - alpha * db
    return w, b
