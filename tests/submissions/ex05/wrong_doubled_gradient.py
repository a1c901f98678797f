# wrong: the 2 of the derivative is kept
# diagnoses: doubled-gradient
import numpy as np


def compute_gradient(X, y, w, b):
    y_predicted = np.dot(X, w) + b
    dw = 2 * np.dot(X.T, (y_predicted - y)) / len(y)
    db = 2 * np.sum(y_predicted - y) / len(y)
    return dw, db


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
