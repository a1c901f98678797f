# wrong: w is never moved
# diagnoses: updated-one-parameter [b]
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    b = b - alpha * db
    return w, b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    m = X.shape[0]
    costs = np.zeros(num_iterations + 1)
    for i in range(num_iterations):
        costs[i] = np.sum(np.square(X @ w + b - y)) / (2 * m)
        w, b = update(X, y, w, b, alpha)
    costs[num_iterations] = np.sum(np.square(X @ w + b - y)) / (2 * m)
    return w, b, costs
