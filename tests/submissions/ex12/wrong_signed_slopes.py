# wrong: no absolute values in classify
# diagnoses:
import numpy as np


def compute_gradient(p):
    u, v = p
    return np.array([2 * u, -2 * v + v**3])


def update(p, alpha):
    return p - alpha * compute_gradient(p)


def classify(p):
    if np.any(compute_gradient(p) >= 1e-6):
        return "not critical"
    return "minimum" if 3 * p[1] ** 2 - 2 > 0 else "saddle"
