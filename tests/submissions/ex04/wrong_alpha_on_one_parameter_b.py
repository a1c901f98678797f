# wrong: alpha is missing in w's line
# diagnoses: alpha-on-one-parameter [b]
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
    grad_w, grad_b = compute_gradient(X, y, w, b)
    new_w = w - grad_w
    new_b = b - alpha * grad_b
    return new_w, new_b
