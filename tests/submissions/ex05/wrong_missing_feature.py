# wrong: the mean error for each weight
# diagnoses: missing-feature
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    db = np.mean(error)
    dw = np.full_like(w, db)
    return dw, db


def update(X, y, w, b, alpha):
    grads = compute_gradient(X, y, w, b)
    w = w - alpha * grads[0]
    b = b - alpha * grads[1]
    return w, b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = [np.mean((X @ w + b - y) ** 2) / 2]
    for _ in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        costs.append(np.mean((X @ w + b - y) ** 2) / 2)
    return w, b, costs
