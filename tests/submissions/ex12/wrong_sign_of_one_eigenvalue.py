# wrong: only the smallest eigenvalue
# diagnoses: sign-of-one-eigenvalue
import numpy as np


def compute_gradient(p):
    u, v = p
    return np.array([2 * u, -2 * v + v**3])


def update(p, alpha):
    return p - alpha * compute_gradient(p)


def classify(p):
    if np.max(np.abs(compute_gradient(p))) >= 1e-6:
        return "not critical"
    H = np.array([[2.0, 0.0], [0.0, 3 * p[1] ** 2 - 2]])
    eigenvalues = np.linalg.eigvalsh(H)
    if eigenvalues[0] > 0:
        return "minimum"
    elif eigenvalues[0] < 0:
        return "maximum"
    return "saddle"
