# wrong: the return is indented into the loop
# diagnoses: returned-in-loop
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


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
