# right: the cost by log(1 + e^z) - y z
import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))


def compute_cost(X, y, w, b):
    z = X.dot(w) + b
    return float(np.mean(np.logaddexp(0, z) - y * z))


def compute_gradient(X, y, w, b):
    error = sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    w = w - alpha * dj_dw
    b = b - alpha * dj_db
    return w, b
