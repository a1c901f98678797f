# wrong: the slopes have to be exactly zero
# diagnoses: exact-zero-slope
import numpy as np


def compute_gradient(p):
    gradient = np.zeros(2)
    gradient[0] = 2 * p[0]
    gradient[1] = p[1] ** 3 - 2 * p[1]
    return gradient


def update(p, alpha):
    new_p = p.copy()
    new_p -= alpha * compute_gradient(p)
    return new_p


def classify(p):
    du, dv = compute_gradient(p)
    if du != 0 or dv != 0:
        return "not critical"
    return "saddle" if 3 * p[1] ** 2 - 2 < 0 else "minimum"
