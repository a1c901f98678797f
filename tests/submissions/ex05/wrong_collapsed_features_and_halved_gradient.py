# wrong: one number for all weights, and 1/(2m)
# diagnoses: collapsed-features; halved-gradient
import numpy as np


def compute_gradient(X, y, w, b):
    m = len(y)
    e = X @ w + b - y
    dw = np.full(w.shape, np.sum(e * X) / (2 * m))
    return dw, np.sum(e) / (2 * m)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def compute_cost(X, y, w, b):
    return np.sum((np.dot(X, w) + b - y) ** 2) / (2 * len(y))


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    J_history = [compute_cost(X, y, w, b)]
    for i in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        J_history.append(compute_cost(X, y, w, b))
    return w, b, J_history
