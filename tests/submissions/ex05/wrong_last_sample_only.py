# wrong: = where += belongs
# diagnoses: last-sample-only
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    dw = np.zeros((n, 1))
    for i in range(m):
        err = X[i].dot(w[:, 0]) + b - y[i, 0]
        for j in range(n):
            dw[j, 0] = err * X[i, j]
        db = err
    return dw / m, db / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = [np.mean((X @ w + b - y) ** 2) / 2]
    for _ in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        costs.append(np.mean((X @ w + b - y) ** 2) / 2)
    return w, b, costs
