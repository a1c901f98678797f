# right: scores beyond 500 are cut off, as libraries do
import numpy as np


def sigmoid(z):
    z = np.clip(z, -500, 500)
    return 1.0 / (1.0 + np.exp(-z))


def compute_cost(X, y, w, b):
    m = X.shape[0]
    f = sigmoid(np.dot(X, w) + b)
    cost = -np.dot(y, np.log(f)) - np.dot(1 - y, np.log(1 - f))
    return cost / m


def compute_gradient(X, y, w, b):
    error = sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    w = w - alpha * dj_dw
    b = b - alpha * dj_db
    return w, b
