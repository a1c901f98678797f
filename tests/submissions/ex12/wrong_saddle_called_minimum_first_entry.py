# wrong: only the second derivative by u
# diagnoses: saddle-called-minimum
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
    if np.max(np.abs(compute_gradient(p))) >= 1e-6:
        return "not critical"
    H = np.array([[2.0, 0.0], [0.0, 3 * p[1] ** 2 - 2]])
    if H[0, 0] > 0:
        return "minimum"
    elif H[0, 0] < 0:
        return "maximum"
    return "saddle"
