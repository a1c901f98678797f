# wrong: both factors are averaged before they are multiplied
# diagnoses: mean-of-each-factor
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    dw = np.mean(X, axis=0).reshape(-1, 1) * np.mean(error)
    return dw, np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    m = X.shape[0]
    costs = np.zeros(num_iterations + 1)
    for i in range(num_iterations):
        costs[i] = np.sum(np.square(X @ w + b - y)) / (2 * m)
        w, b = update(X, y, w, b, alpha)
    costs[num_iterations] = np.sum(np.square(X @ w + b - y)) / (2 * m)
    return w, b, costs
