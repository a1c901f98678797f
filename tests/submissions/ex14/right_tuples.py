# right: tuples of row numbers
import math

import numpy as np


def batches(m, batch_size, order):
    n = math.ceil(m / batch_size)
    return tuple(tuple(order[k * batch_size:(k + 1) * batch_size]) for k in range(n))


def compute_gradient(X, y, w, b):
    errors = [np.dot(x, w) + b - t for x, t in zip(X, y)]
    dw = np.mean([e * x for e, x in zip(errors, X)], axis=0)
    return dw, sum(errors) / len(errors)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return np.array(w - alpha * dw), np.array(b - alpha * db)


def epoch(X, y, w, b, alpha, batch_size, order):
    for batch in batches(len(y), batch_size, order):
        w, b = update(X[list(batch)], y[list(batch)], w, b, alpha)
    return w, b
