# right: gradient_descent does not call update, and takes both gradients first
import numpy as np


def compute_gradient(X, y, w, b):
    diff = X.dot(w) + b - y
    return X.T.dot(diff) / X.shape[0], diff.sum() / X.shape[0]


def update(X, y, w, b, alpha):
    diff = X.dot(w) + b - y
    w = w - alpha * X.T.dot(diff) / X.shape[0]
    b = b - alpha * diff.sum() / X.shape[0]
    return w, b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    m = X.shape[0]
    w = w.copy()
    diff = X.dot(w) + b - y
    costs = [(diff**2).sum() / (2 * m)]
    for _ in range(num_iterations):
        dw = X.T.dot(diff) / m
        db = diff.sum() / m
        w -= alpha * dw
        b -= alpha * db
        diff = X.dot(w) + b - y
        costs.append((diff**2).sum() / (2 * m))
    return w, b, np.array(costs)
