# wrong: the step uses LEARNING_RATE
# diagnoses: global-instead-of-argument
import numpy as np

LEARNING_RATE = 0.003


def compute_gradient(X, y, w, b):
    diff = np.matmul(X, w) + b - y
    dw = np.mean(diff * X, axis=0).reshape(-1, 1)
    db = diff.mean()
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - LEARNING_RATE * dw, b - LEARNING_RATE * db


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    m = X.shape[0]
    costs = np.zeros(num_iterations + 1)
    for i in range(num_iterations):
        costs[i] = np.sum(np.square(X @ w + b - y)) / (2 * m)
        w, b = update(X, y, w, b, alpha)
    costs[num_iterations] = np.sum(np.square(X @ w + b - y)) / (2 * m)
    return w, b, costs
