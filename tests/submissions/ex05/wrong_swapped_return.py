# wrong: db first, dw second
# diagnoses: swapped-return
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    dj_dw = X.T @ error / len(y)
    dj_db = np.mean(error)
    return dj_db, dj_dw


def update(X, y, w, b, alpha):
    dj_db, dj_dw = compute_gradient(X, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = [np.mean((X @ w + b - y) ** 2) / 2]
    for _ in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        costs.append(np.mean((X @ w + b - y) ** 2) / 2)
    return w, b, costs
