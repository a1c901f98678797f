# right: a generator and islice
from itertools import islice

import numpy as np


def compute_gradient(x):
    return 1.6 * x**3 - 4 * x + 0.5


def update(x, alpha):
    return x - alpha * compute_gradient(x)


def points(x, alpha):
    while True:
        yield x
        x = update(x, alpha)


def descend(x0, alpha, n_steps):
    return np.fromiter(islice(points(x0, alpha), n_steps + 1), dtype=float)
