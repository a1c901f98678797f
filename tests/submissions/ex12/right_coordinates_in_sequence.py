# right: one coordinate after the other; each slope depends on its own coordinate only
import numpy as np


def compute_gradient(p):
    gradient = np.zeros(2)
    gradient[0] = 2 * p[0]
    gradient[1] = p[1] ** 3 - 2 * p[1]
    return gradient


def update(p, alpha):
    q = p.copy()
    q[0] = q[0] - alpha * compute_gradient(q)[0]
    q[1] = q[1] - alpha * compute_gradient(q)[1]
    return q


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
