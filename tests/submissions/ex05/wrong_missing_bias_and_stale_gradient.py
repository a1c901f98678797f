# wrong: no b in the prediction, and one gradient for all steps
# diagnoses: missing-bias; stale-gradient
import numpy as np


def compute_gradient(X, y, w, b):
    e = X @ w - y
    return X.T @ e / len(y), np.mean(e)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    tmp_w = w - alpha * dw
    tmp_b = b - alpha * db
    return tmp_w, tmp_b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = [np.mean((X @ w + b - y) ** 2) / 2]
    dw, db = compute_gradient(X, y, w, b)
    for _ in range(num_iterations):
        w, b = w - alpha * dw, b - alpha * db
        costs.append(np.mean((X @ w + b - y) ** 2) / 2)
    return w, b, costs
