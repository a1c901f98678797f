# right: helper functions and an enumeration
from enum import Enum

import numpy as np


class Kind(str, Enum):
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    SADDLE = "saddle"
    NONE = "not critical"


def compute_gradient(p):
    u, v = p
    return np.array([2 * u, -2 * v + v**3])


def update(p, alpha):
    return p - alpha * compute_gradient(p)


def hessian(p):
    return np.array([[2.0, 0.0], [0.0, -2.0 + 3.0 * p[1] ** 2]])


def is_flat(p, bound=1e-6):
    return bool((np.abs(compute_gradient(p)) < bound).all())


def classify(p):
    if not is_flat(p):
        return Kind.NONE.value
    low, high = np.linalg.eigvalsh(hessian(p))
    if low > 0:
        return Kind.MINIMUM.value
    return Kind.MAXIMUM.value if high < 0 else Kind.SADDLE.value
