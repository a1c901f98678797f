# right: a while loop that counts down
import numpy as np


def compute_gradient(X, y, w, b):
    error = np.matmul(X, w) + b - y
    return np.matmul(X.T, error) / error.shape[0], error.mean()


def update(X, y, w, b, alpha):
    g = compute_gradient(X, y, w, b)
    return w - alpha * g[0], b - alpha * g[1]


def J(X, y, w, b):
    error = np.matmul(X, w) + b - y
    return ((error.T @ error) / (2 * len(y))).item()


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = [J(X, y, w, b)]
    left = num_iterations
    while left > 0:
        w, b = update(X, y, w, b, alpha)
        costs += [J(X, y, w, b)]
        left -= 1
    return w, b, tuple(costs)
