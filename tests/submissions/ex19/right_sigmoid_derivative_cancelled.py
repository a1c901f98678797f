# right: the chain rule in three factors
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def compute_cost(X, y, w, b):
    p = sigmoid(X @ w + b)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def compute_gradient(X, y, w, b):
    p = sigmoid(np.dot(X, w) + b)
    outer = (p - y) / (p * (1 - p))
    inner = p * (1 - p)
    error = outer * inner
    return np.array([np.mean(error * column) for column in X.T]), error.mean()


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
