# wrong: a sum that runs on from feature to feature, and a step without alpha
# diagnoses: running-accumulator; ignored-alpha
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    error = X @ w + b - y
    grad = []
    s = 0
    for j in range(n):
        for i in range(m):
            s += error[i, 0] * X[i, j]
        grad.append([s / m])
    return np.array(grad), error.sum() / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - dw, b - db
