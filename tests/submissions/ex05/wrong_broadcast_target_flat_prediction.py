# wrong: a flat prediction against the column y
# diagnoses: broadcast-target
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    f = (X @ w).flatten() + b
    diff = f - y
    dw = np.array([[np.sum(diff * X[:, [j]]) / m] for j in range(n)])
    db = np.sum(diff) / m
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    tmp_w = w - alpha * dw
    tmp_b = b - alpha * db
    return tmp_w, tmp_b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    m = X.shape[0]
    costs = np.zeros(num_iterations + 1)
    for i in range(num_iterations):
        costs[i] = np.sum(np.square(X @ w + b - y)) / (2 * m)
        w, b = update(X, y, w, b, alpha)
    costs[num_iterations] = np.sum(np.square(X @ w + b - y)) / (2 * m)
    return w, b, costs
