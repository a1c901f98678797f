# wrong: the slopes are written over the point
# diagnoses: mutated-arguments
import numpy as np


def compute_gradient(p):
    p[0] = 2 * p[0]
    p[1] = -2 * p[1] + p[1] ** 3
    return p


def update(p, alpha):
    return p - alpha * compute_gradient(p.copy())


def classify(p):
    if np.max(np.abs(compute_gradient(p.copy()))) >= 1e-6:
        return "not critical"
    hessian = np.array([[2.0, 0.0], [0.0, 3 * p[1] ** 2 - 2]])
    low, high = np.linalg.eigvalsh(hessian)
    if low > 0:
        return "minimum"
    if high < 0:
        return "maximum"
    return "saddle"
