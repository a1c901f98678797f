# wrong: dj_db gathers error times feature in the inner loop
# diagnoses: feature-in-bias-gradient
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    dj_dw = np.zeros((n, 1))
    dj_db = 0.0
    for i in range(m):
        err = X[i].dot(w[:, 0]) + b - y[i, 0]
        for j in range(n):
            dj_dw[j, 0] += err * X[i, j]
            dj_db += err * X[i, j]
    return dj_dw / m, dj_db / m


def update(X, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db
