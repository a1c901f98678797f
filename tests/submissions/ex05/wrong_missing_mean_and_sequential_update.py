# wrong: sums, and w is new when b's slope is taken
# diagnoses: missing-mean; sequential-update [w, b]
import numpy as np


def compute_gradient(X, y, w, b):
    e = X @ w + b - y
    return X.T @ e, e.sum()


def update(X, y, w, b, alpha):
    w = w - alpha * compute_gradient(X, y, w, b)[0]
    b = b - alpha * compute_gradient(X, y, w, b)[1]
    return w, b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = [np.mean((X @ w + b - y) ** 2) / 2]
    for _ in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        costs.append(np.mean((X @ w + b - y) ** 2) / 2)
    return w, b, costs
