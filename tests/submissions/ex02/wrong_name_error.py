# wrong: error is called err one line up
# diagnoses:
import numpy as np


def compute_cost(x, y, w, b):
    m = x.shape[0]
    return (1 / (2 * m)) * np.sum(np.square(w * x + b - y))


def compute_gradient(x, y, w, b):
    err = w * x + b - y
    return np.mean(error * x), np.mean(error)
