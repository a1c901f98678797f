# wrong: two steps of one gradient
# diagnoses: double-step
import numpy as np


def sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)


def compute_cost(X, y, w, b):
    m = X.shape[0]
    f = sigmoid(np.dot(X, w) + b)
    cost = -np.dot(y, np.log(f)) - np.dot(1 - y, np.log(1 - f))
    return cost / m


def compute_gradient(X, y, w, b):
    error = sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    for _ in range(2):
        w = w - alpha * dw
        b = b - alpha * db
    return w, b
