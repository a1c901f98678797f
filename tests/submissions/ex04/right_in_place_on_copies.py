# right: -= on copies
import copy

import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w
    error += b
    error -= y
    return np.dot(X.T, error) / error.size, float(error.mean())


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w = copy.deepcopy(w)
    w -= alpha * dw
    b -= alpha * db
    return w, b
