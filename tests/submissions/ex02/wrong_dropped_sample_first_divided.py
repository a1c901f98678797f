# wrong: the rows after the first
# diagnoses: dropped-sample
import numpy as np


def compute_cost(x, y, w, b):
    m = x.shape[0]
    return (1 / (2 * m)) * np.sum(np.square(w * x + b - y))


def compute_gradient(x, y, w, b):
    e = (w * x + b - y)[1:]
    return np.mean(e * x[1:]), np.mean(e)
