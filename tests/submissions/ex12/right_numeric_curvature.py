# right: curvatures by second differences of the slopes
import numpy as np


def compute_gradient(p):
    u, v = p
    return np.array([2 * u, -2 * v + v**3])


def update(p, alpha):
    return p - alpha * compute_gradient(p)


def classify(p):
    if np.max(np.abs(compute_gradient(p))) >= 1e-6:
        return "not critical"
    h = 1e-4
    columns = [(compute_gradient(p + e) - compute_gradient(p - e)) / (2 * h) for e in h * np.eye(2)]
    low, high = np.linalg.eigvalsh(np.column_stack(columns))
    return "minimum" if low > 0 else "maximum" if high < 0 else "saddle"
