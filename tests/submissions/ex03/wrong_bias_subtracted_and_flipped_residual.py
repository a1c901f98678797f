# wrong: the bracket is missing and so is the minus in front
# diagnoses: bias-subtracted; flipped-residual
import numpy as np


def compute_gradient(x, y, w, b):
    error = y - w * x + b
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return w - alpha * dw, b - alpha * db
