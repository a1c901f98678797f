# right: the walk is a recursion in blocks, so that it stays within Python's limit
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(X), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def walk(X, y, w, b, alpha, steps):
    if steps == 0:
        return w, b, []
    if steps > 1:
        half = steps // 2
        w, b, first = walk(X, y, w, b, alpha, half)
        w, b, second = walk(X, y, w, b, alpha, steps - half)
        return w, b, first + second
    w, b = update(X, y, w, b, alpha)
    return w, b, [np.mean((X @ w + b - y) ** 2) / 2]


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    start = np.mean((X @ w + b - y) ** 2) / 2
    w, b, costs = walk(X, y, w, b, alpha, num_iterations)
    return w, b, [start] + costs
