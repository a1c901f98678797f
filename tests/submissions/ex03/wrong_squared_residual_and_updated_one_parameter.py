# wrong: squared errors in the gradient, and b never moves
# diagnoses: squared-residual; updated-one-parameter [w]
import numpy as np


def compute_gradient(x, y, w, b):
    error = np.square(w * x + b - y)
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    w -= alpha * dw
    return w, b
