# right: 0-d and (1,) arrays inside, costs flat at the end
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return (X * error).mean(axis=0, keepdims=True).T, error.mean(axis=0)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = np.empty((num_iterations + 1, 1))
    costs[0] = np.mean((X @ w + b - y) ** 2) / 2
    for t in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        costs[t + 1] = np.mean((X @ w + b - y) ** 2) / 2
    return w, b, costs.flatten()
