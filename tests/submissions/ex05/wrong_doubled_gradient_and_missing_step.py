# wrong: 2/m, and a loop that starts at 1
# diagnoses: doubled-gradient; missing-step
import numpy as np


def compute_gradient(X, y, w, b):
    m = len(y)
    e = X @ w + b - y
    return 2 / m * X.T @ e, 2 / m * np.sum(e)


def update(X, y, w, b, alpha):
    grads = compute_gradient(X, y, w, b)
    w = w - alpha * grads[0]
    b = b - alpha * grads[1]
    return w, b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = [np.mean((X @ w + b - y) ** 2) / 2]
    for _ in range(1, num_iterations):
        w, b = update(X, y, w, b, alpha)
        costs.append(np.mean((X @ w + b - y) ** 2) / 2)
    return w, b, costs
