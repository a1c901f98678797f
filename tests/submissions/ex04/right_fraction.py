# right: exact fractions inside, floats on the way out
from fractions import Fraction

import numpy as np


def exact(a):
    return [[Fraction(float(v)) for v in row] for row in a]


def compute_gradient(X, y, w, b):
    X, y, w, b = exact(X), exact(y), exact(w), Fraction(float(b))
    m, n = len(X), len(w)
    errors = [sum(X[i][j] * w[j][0] for j in range(n)) + b - y[i][0] for i in range(m)]
    dw = [[float(sum(errors[i] * X[i][j] for i in range(m)) / m)] for j in range(n)]
    return np.array(dw), float(sum(errors) / m)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
