# right: records before each step, and once more after the last
import numpy as np


def cost(X, y, w, b):
    return np.sum(np.square(np.dot(X, w) + b - y)) / (2 * len(y))


def compute_gradient(X, y, w, b):
    m = len(y)
    h = np.dot(X, w) + b
    return np.dot(X.T, h - y) / m, np.sum(h - y) / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    J_history = []
    for i in range(num_iterations):
        J_history.append(cost(X, y, w, b))
        w, b = update(X, y, w, b, alpha)
        if i % 100 == 0:
            print(f"Iteration {i:4d}: Cost {J_history[-1]:8.2f}")
    J_history.append(cost(X, y, w, b))
    return w, b, J_history
