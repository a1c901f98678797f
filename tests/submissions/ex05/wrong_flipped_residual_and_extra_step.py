# wrong: y minus prediction, and one round too many
# diagnoses: flipped-residual; extra-step
import numpy as np


def compute_gradient(X, y, w, b):
    e = y - (X @ w + b)
    return X.T @ e / len(y), np.mean(e)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = [np.mean((X @ w + b - y) ** 2) / 2]
    for _ in range(num_iterations + 1):
        w, b = update(X, y, w, b, alpha)
        costs.append(np.mean((X @ w + b - y) ** 2) / 2)
    return w, b, costs
