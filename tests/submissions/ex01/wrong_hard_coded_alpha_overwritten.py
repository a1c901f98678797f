# wrong: alpha is overwritten
# diagnoses: hard-coded-alpha
import numpy as np


def compute_gradient(w):
    return 2 * np.float64(w)


def update(w, alpha):
    alpha = 0.01
    return w - alpha * 2 * w
