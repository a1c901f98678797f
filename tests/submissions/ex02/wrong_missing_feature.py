# wrong: both slopes are the mean error
# diagnoses: missing-feature
import numpy as np


def compute_cost(x, y, w, b):
    m = x.shape[0]
    return (1 / (2 * m)) * np.sum(np.square(w * x + b - y))


def compute_gradient(x, y, w, b):
    mean_error = np.mean(w * x + b - y)
    return mean_error, mean_error
