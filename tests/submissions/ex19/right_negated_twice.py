# right: label minus probability, added
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def compute_cost(X, y, w, b):
    p = sigmoid(X @ w + b)
    return np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))


def compute_gradient(X, y, w, b):
    residual = y - sigmoid(X @ w + b)
    return -np.dot(X.T, residual) / X.shape[0], -residual.mean()


def update(X, y, w, b, alpha):
    residual = y - sigmoid(X @ w + b)
    return w + alpha * (X.T @ residual) / len(y), b + alpha * residual.mean()
