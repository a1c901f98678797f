# wrong: weight by weight, each with a fresh prediction
# diagnoses: sequential-update [w[0], w[1], b]
import numpy as np


def compute_gradient(X, y, w, b):
    m = X.shape[0]
    y_pred = np.dot(X, w) + b
    dw = (1 / m) * np.dot(X.T, (y_pred - y))
    db = (1 / m) * np.sum(y_pred - y)
    return dw, db


def update(X, y, w, b, alpha):
    m, n = X.shape
    w = w.copy()
    for j in range(n):
        error = X @ w + b - y
        w[j, 0] = w[j, 0] - alpha * np.sum(error[:, 0] * X[:, j]) / m
    error = X @ w + b - y
    b = b - alpha * np.sum(error) / m
    return w, b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    m = X.shape[0]
    costs = np.zeros(num_iterations + 1)
    for i in range(num_iterations):
        costs[i] = np.sum(np.square(X @ w + b - y)) / (2 * m)
        w, b = update(X, y, w, b, alpha)
    costs[num_iterations] = np.sum(np.square(X @ w + b - y)) / (2 * m)
    return w, b, costs
