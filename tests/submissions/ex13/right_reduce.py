# right: functools.reduce over the order
from functools import reduce

import numpy as np


def compute_gradient(x_i, y_i, w, b):
    e = np.einsum("j,j->", x_i, w) + b - y_i
    return np.multiply(e, x_i), e


def update(x_i, y_i, w, b, alpha):
    return tuple(p - alpha * g for p, g in zip((w, b), compute_gradient(x_i, y_i, w, b)))


def epoch(X, y, w, b, alpha, order):
    return reduce(lambda point, i: update(X[i], y[i], *point, alpha), order, (w, b))
