# right: single precision
import numpy as np


def compute_gradient(p):
    u, v = p.astype(np.float32)
    return np.array([2 * u, -2 * v + v**3], dtype=np.float32)


def update(p, alpha):
    return p.astype(np.float32) - np.float32(alpha) * compute_gradient(p)


def classify(p):
    if max(abs(2 * p[0]), abs(p[1] ** 3 - 2 * p[1])) >= 1e-6:
        return "not critical"
    hessian = np.array([[2.0, 0.0], [0.0, 3 * p[1] ** 2 - 2]])
    low, high = np.linalg.eigvalsh(hessian)
    if low > 0:
        return "minimum"
    if high < 0:
        return "maximum"
    return "saddle"
