# wrong: alpha times w is subtracted
# diagnoses: decayed-parameter
import numpy as np


def compute_gradient(w):
    return 2 * np.float64(w)


def update(w, alpha):
    gradient = compute_gradient(w)
    return w - alpha * w
