# wrong: a factor of two too much
# diagnoses: doubled-gradient
import numpy as np


def compute_gradient(p):
    u, v = p
    return np.array([4 * u, -4 * v + 2 * v**3])


def update(p, alpha):
    return p - alpha * compute_gradient(p)


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
