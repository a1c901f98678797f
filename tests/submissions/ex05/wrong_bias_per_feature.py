# wrong: db is indented one level too far
# diagnoses: bias-per-feature
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    error = X @ w + b - y
    dw = np.zeros((n, 1))
    db = 0.0
    for j in range(n):
        dw[j] = np.sum(error[:, 0] * X[:, j]) / m
        db += np.sum(error) / m
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = [np.mean((X @ w + b - y) ** 2) / 2]
    for _ in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        costs.append(np.mean((X @ w + b - y) ** 2) / 2)
    return w, b, costs
