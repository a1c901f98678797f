# wrong: dw is a plain sum
# diagnoses: mean-on-one-gradient [b]
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    dw = np.sum(error * X, axis=0).reshape(-1, 1)
    db = np.mean(error)
    return dw, db


def update(X, y, w, b, alpha):
    grads = compute_gradient(X, y, w, b)
    w = w - alpha * grads[0]
    b = b - alpha * grads[1]
    return w, b


def compute_cost(X, y, w, b):
    return np.sum((np.dot(X, w) + b - y) ** 2) / (2 * len(y))


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    J_history = [compute_cost(X, y, w, b)]
    for i in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        J_history.append(compute_cost(X, y, w, b))
    return w, b, J_history
