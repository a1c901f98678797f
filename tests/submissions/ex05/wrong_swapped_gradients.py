# wrong: the pair is unpacked the other way round
# diagnoses: swapped-gradients
import numpy as np


def compute_gradient(X, y, w, b):
    m = X.shape[0]
    y_pred = np.dot(X, w) + b
    dw = (1 / m) * np.dot(X.T, (y_pred - y))
    db = (1 / m) * np.sum(y_pred - y)
    return dw, db


def update(X, y, w, b, alpha):
    db, dw = compute_gradient(X, y, w, b)
    w = w - alpha * dw
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
