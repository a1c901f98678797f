# wrong: the slopes are printed
# diagnoses: printed-not-returned
import numpy as np


def compute_cost(x, y, w, b):
    m = x.shape[0]
    return (1 / (2 * m)) * np.sum(np.square(w * x + b - y))


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    print(np.mean(error * x), np.mean(error))
