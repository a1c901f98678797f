# right: warns on stderr, by hand and through NumPy
import sys
import warnings

import numpy as np


def compute_gradient(x, y, w, b):
    if len(x) < 10:
        warnings.warn("very few samples, the gradient may be noisy")
    error = w * x + b - y
    ratio = np.log(np.zeros(2)) / np.array([0.0, 1.0])
    assert not np.isfinite(ratio).all()
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    if alpha >= 0.1:
        print("alpha is rather large", file=sys.stderr)
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db
