# wrong: twice the slopes, and one curvature
# diagnoses: doubled-gradient; sign-of-one-eigenvalue
import numpy as np


def compute_gradient(p):
    u, v = p
    return np.array([4 * u, -4 * v + 2 * v**3])


def update(p, alpha):
    return p - alpha * compute_gradient(p)


def classify(p):
    if np.any(np.abs(compute_gradient(p)) >= 1e-6):
        return "not critical"
    return "minimum" if 3 * p[1] ** 2 - 2 > 0 else "maximum"
