# wrong: downhill instead of uphill
# diagnoses: flipped-gradient
import numpy as np


def compute_gradient(p):
    u, v = p
    return np.array([-2 * u, 2 * v - v**3])


def update(p, alpha):
    return p - alpha * compute_gradient(p)


def classify(p):
    if np.max(np.abs(compute_gradient(p))) >= 1e-6:
        return "not critical"
    hessian = np.array([[2.0, 0.0], [0.0, 3 * p[1] ** 2 - 2]])
    low, high = np.linalg.eigvalsh(hessian)
    if low > 0:
        return "minimum"
    if high < 0:
        return "maximum"
    return "saddle"
