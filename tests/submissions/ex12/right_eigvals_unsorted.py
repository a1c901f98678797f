# right: eigvals, in whatever order
import numpy as np


def compute_gradient(p):
    u, v = p
    return np.array([2 * u, -2 * v + v**3])


def update(p, alpha):
    return p - alpha * compute_gradient(p)


def classify(p):
    if not np.allclose(compute_gradient(p), 0.0, rtol=0.0, atol=1e-6):
        return "not critical"
    hessian = np.matrix([[2.0, 0.0], [0.0, 3 * p[1] ** 2 - 2]])
    eigenvalues = np.linalg.eigvals(hessian)
    if (eigenvalues > 0).all():
        return "minimum"
    if (eigenvalues < 0).all():
        return "maximum"
    return "saddle"
