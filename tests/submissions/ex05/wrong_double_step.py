# wrong: the step is subtracted in two places
# diagnoses: double-step
import numpy as np


def compute_gradient(X, y, w, b):
    diff = np.matmul(X, w) + b - y
    dw = np.mean(diff * X, axis=0).reshape(-1, 1)
    db = diff.mean()
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w - alpha * dw, b - alpha * db


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = [np.mean((X @ w + b - y) ** 2) / 2]
    for _ in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        costs.append(np.mean((X @ w + b - y) ** 2) / 2)
    return w, b, costs
