# wrong: the slopes are never asked
# diagnoses: slopes-unchecked
import numpy as np


def compute_gradient(p):
    u, v = p
    return np.array([2 * u, -2 * v + v**3])


def update(p, alpha):
    return p - alpha * compute_gradient(p)


def classify(p):
    low, high = np.linalg.eigvalsh(np.diag([2.0, 3 * p[1] ** 2 - 2]))
    if low > 0:
        return "minimum"
    if high < 0:
        return "maximum"
    return "saddle"
