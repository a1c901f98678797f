# right: loops everywhere, costs in an array made beforehand
import numpy as np


def compute_cost(X, y, w, b):
    m, n = X.shape
    total = 0.0
    for i in range(m):
        f = b
        for j in range(n):
            f += w[j, 0] * X[i, j]
        total += (f - y[i, 0]) ** 2
    return total / (2 * m)


def compute_gradient(X, y, w, b):
    m, n = X.shape
    dw = np.zeros((n, 1))
    db = 0.0
    for i in range(m):
        f = b
        for j in range(n):
            f += w[j, 0] * X[i, j]
        err = f - y[i, 0]
        for j in range(n):
            dw[j, 0] += err * X[i, j] / m
        db += err / m
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    tmp_w = w - alpha * dw
    tmp_b = b - alpha * db
    return tmp_w, tmp_b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = np.zeros(num_iterations + 1)
    costs[0] = compute_cost(X, y, w, b)
    for k in range(1, num_iterations + 1):
        w, b = update(X, y, w, b, alpha)
        costs[k] = compute_cost(X, y, w, b)
    return w, b, costs
