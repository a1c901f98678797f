# wrong: flat means minimum
# diagnoses: saddle-called-minimum
import numpy as np


def compute_gradient(p):
    u, v = p
    return np.array([2 * u, -2 * v + v**3])


def update(p, alpha):
    return p - alpha * compute_gradient(p)


def classify(p):
    if np.all(np.abs(compute_gradient(p)) < 1e-6):
        return "minimum"
    return "not critical"
