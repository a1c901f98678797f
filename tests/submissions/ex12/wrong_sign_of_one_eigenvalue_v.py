# wrong: only the second derivative by v
# diagnoses: sign-of-one-eigenvalue
import numpy as np


def compute_gradient(p):
    gradient = np.zeros(2)
    gradient[0] = 2 * p[0]
    gradient[1] = p[1] ** 3 - 2 * p[1]
    return gradient


def update(p, alpha):
    return p - alpha * compute_gradient(p)


def classify(p):
    du, dv = compute_gradient(p)
    if abs(du) > 1e-6 or abs(dv) > 1e-6:
        return "not critical"
    return "minimum" if 3 * p[1] ** 2 - 2 > 0 else "maximum"
