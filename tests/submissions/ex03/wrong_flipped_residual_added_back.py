# wrong: compute_gradient returns the downhill direction; update adds it and is right again
# diagnoses: flipped-residual
import numpy as np


def compute_gradient(x, y, w, b):
    error = y - (w * x + b)
    return np.mean(x * error), np.mean(error)


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    w = w + alpha * dw
    b = b + alpha * db
    return w, b
