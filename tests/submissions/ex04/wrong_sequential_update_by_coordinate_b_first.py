# wrong: b first, then one weight after the other
# diagnoses: sequential-update [b, w[0], w[1]]
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    dj_dw = np.zeros((n, 1))
    dj_db = 0.0
    for i in range(m):
        err = (X[i] @ w + b - y[i])[0]
        for j in range(n):
            dj_dw[j] += err * X[i, j]
        dj_db += err
    return dj_dw / m, dj_db / m


def update(X, y, w, b, alpha):
    m, n = X.shape
    new_w = np.array(w)
    b = b - alpha * np.sum(X @ new_w + b - y) / m
    for j in range(n):
        slope = np.sum((X @ new_w + b - y)[:, 0] * X[:, j]) / m
        new_w[j, 0] -= alpha * slope
    return new_w, b
