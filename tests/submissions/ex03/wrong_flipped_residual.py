# wrong: target minus prediction, and no minus in front
# diagnoses: flipped-residual
import numpy as np


def compute_gradient(x, y, w, b):
    y_hat = w * x + b
    error = y - y_hat
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return w - alpha * dw, b - alpha * db
