# right: asks for the gradient again for every weight, always at the old point
import numpy as np


def partial(X, y, w, b, j):
    total = 0
    for i in range(X.shape[0]):
        f = b
        for k in range(X.shape[1]):
            f = f + X[i, k] * w[k, 0]
        total = total + (f - y[i, 0]) * (X[i, j] if j is not None else 1)
    return total / X.shape[0]


def compute_gradient(X, y, w, b):
    n = X.shape[1]
    return np.array([[partial(X, y, w, b, j)] for j in range(n)]), partial(X, y, w, b, None)


def update(X, y, w, b, alpha):
    old_w = np.copy(w)
    new_w = np.copy(w)
    for j in range(len(new_w)):
        new_w[j, 0] -= alpha * partial(X, y, old_w, b, j)
    return new_w, b - alpha * partial(X, y, old_w, b, None)
