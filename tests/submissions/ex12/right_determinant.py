# right: the determinant and one entry
import numpy as np


def compute_gradient(p):
    gradient = np.zeros(2)
    gradient[0] = 2 * p[0]
    gradient[1] = p[1] ** 3 - 2 * p[1]
    return gradient


def update(p, alpha):
    new_p = p.copy()
    new_p -= alpha * compute_gradient(p)
    return new_p


def classify(p):
    du, dv = compute_gradient(p)
    if abs(du) < 1e-6 and abs(dv) < 1e-6:
        f_uu = 2
        f_vv = 3 * p[1] * p[1] - 2
        determinant = f_uu * f_vv
        if determinant < 0:
            return "saddle"
        return "minimum" if f_uu > 0 else "maximum"
    return "not critical"
