# wrong: the slope is returned
# diagnoses: returned-gradient
import numpy as np


def compute_gradient(w):
    return 2 * np.float64(w)


def update(w, alpha):
    gradient = compute_gradient(w)
    w = w - alpha * gradient
    return gradient
