# wrong: the gradient is always asked for at the start
# diagnoses: stale-gradient
import numpy as np


def compute_gradient(X, y, w, b):
    diff = np.matmul(X, w) + b - y
    dw = np.mean(diff * X, axis=0).reshape(-1, 1)
    db = diff.mean()
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    tmp_w = w - alpha * dw
    tmp_b = b - alpha * db
    return tmp_w, tmp_b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    w_in, b_in = w, b
    costs = [np.mean((X @ w + b - y) ** 2) / 2]
    for _ in range(num_iterations):
        dw, db = compute_gradient(X, y, w_in, b_in)
        w = w - alpha * dw
        b = b - alpha * db
        costs.append(np.mean((X @ w + b - y) ** 2) / 2)
    return w, b, costs
