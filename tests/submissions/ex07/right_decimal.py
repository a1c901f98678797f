# right: Decimal inside, floats on the way out
from decimal import Decimal

import numpy as np


def dec(values):
    return [Decimal(float(v)) for v in values]


def compute_gradient(theta, X, y):
    t = dec(theta)
    rows = [dec(row) for row in X]
    errors = [sum(a * c for a, c in zip(row, t)) - v for row, v in zip(rows, dec(y))]
    m = len(rows)
    return np.array([float(sum(e * row[j] for e, row in zip(errors, rows)) / m) for j in range(len(t))])


def update(theta, X, y, alpha):
    return np.asarray(theta) - alpha * compute_gradient(theta, X, y)
