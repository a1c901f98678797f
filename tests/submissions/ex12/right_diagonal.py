# right: the Hessian is diagonal, so its entries are the curvatures
import numpy as np


def compute_gradient(p):
    u, v = p
    return np.array([2 * u, -2 * v + v**3])


def update(p, alpha):
    return p - alpha * compute_gradient(p)


def classify(p):
    if np.any(np.abs(compute_gradient(p)) >= 1e-6):
        return "not critical"
    signs = {np.sign(2.0), np.sign(3 * p[1] ** 2 - 2)}
    if signs == {1.0}:
        return "minimum"
    return "maximum" if signs == {-1.0} else "saddle"
