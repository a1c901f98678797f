# wrong: plus instead of minus
# diagnoses: gradient-ascent
import numpy as np


def compute_gradient(w):
    return 2 * np.float64(w)


def update(w, alpha):
    return w + alpha * compute_gradient(w)
