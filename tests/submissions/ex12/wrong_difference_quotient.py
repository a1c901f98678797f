# wrong: forward differences
# diagnoses: difference-quotient
import numpy as np


def f(u, v):
    return u**2 - v**2 + v**4 / 4


def compute_gradient(p):
    u, v = p
    h = 1e-5
    return np.array([(f(u + h, v) - f(u, v)) / h, (f(u, v + h) - f(u, v)) / h])


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
