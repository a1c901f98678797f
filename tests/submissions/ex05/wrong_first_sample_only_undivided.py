# wrong: one sample, as if the task were stochastic
# diagnoses: first-sample-only
import numpy as np


def compute_gradient(X, y, w, b):
    x_0, y_0 = X[[0]], y[[0]]
    err = x_0 @ w + b - y_0
    return x_0.T * err, err[0, 0]


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
