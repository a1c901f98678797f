# wrong: new_w is only another name for w
# diagnoses: mutated-arguments
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
    dw, db = compute_gradient(X, y, w, b)
    new_w = w
    for j in range(len(w)):
        new_w[j] = w[j] - alpha * dw[j]
    return new_w, b - alpha * db
