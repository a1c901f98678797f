# wrong: update returns the step
# diagnoses: returned-step
import numpy as np


def compute_gradient(X, y, w, b):
    diff = np.matmul(X, w) + b - y
    dw = np.mean(diff * X, axis=0).reshape(-1, 1)
    db = diff.mean()
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return alpha * dw, alpha * db


def compute_cost(X, y, w, b):
    return np.sum((np.dot(X, w) + b - y) ** 2) / (2 * len(y))


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    J_history = [compute_cost(X, y, w, b)]
    for i in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        J_history.append(compute_cost(X, y, w, b))
    return w, b, J_history
