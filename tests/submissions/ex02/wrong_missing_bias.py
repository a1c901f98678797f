# wrong: b is not in the prediction
# diagnoses: missing-bias
import numpy as np


def compute_cost(x, y, w, b):
    m = x.shape[0]
    return (1 / (2 * m)) * np.sum(np.square(w * x + b - y))


def compute_gradient(x, y, w, b):
    error = np.multiply(w, x) - y
    return np.mean(error * x), np.mean(error)
