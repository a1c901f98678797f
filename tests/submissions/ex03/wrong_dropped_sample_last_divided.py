# wrong: the last sample is cut off, and the mean is taken over the rest
# diagnoses: dropped-sample
import numpy as np


def compute_gradient(x, y, w, b):
    e = (w * x + b - y)[:-1]
    return np.mean(e * x[:-1]), np.mean(e)


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return w - alpha * dw, b - alpha * db
