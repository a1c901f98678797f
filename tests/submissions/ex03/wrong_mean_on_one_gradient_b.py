# wrong: dot for w is a sum, mean for b is a mean
# diagnoses: mean-on-one-gradient [b]
import numpy as np


def compute_gradient(x, y, w, b):
    error = np.dot(x, w) + b - y
    return np.dot(error, x), np.mean(error)


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return w - alpha * dw, b - alpha * db
