# wrong: cut off with a slice
# diagnoses: dropped-sample
import numpy as np


def compute_cost(x, y, w, b):
    m = x.shape[0]
    return (1 / (2 * m)) * np.sum(np.square(w * x + b - y))


def compute_gradient(x, y, w, b):
    xs, ys = x[:-1], y[:-1]
    e = w * xs + b - ys
    return np.mean(e * xs), np.mean(e)
