# wrong: the first entry is recorded after the first step, the last one twice
# diagnoses: cost-recorded-late
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
    tmp_w = w - alpha * dw
    tmp_b = b - alpha * db
    return tmp_w, tmp_b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = np.zeros(num_iterations + 1)
    for i in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        costs[i] = np.mean((X @ w + b - y) ** 2) / 2
    costs[num_iterations] = np.mean((X @ w + b - y) ** 2) / 2
    return w, b, costs
