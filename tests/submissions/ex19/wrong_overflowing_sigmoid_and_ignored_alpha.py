# wrong: e^z twice, and no alpha
# diagnoses: overflowing-sigmoid; ignored-alpha
import numpy as np


def sigmoid(z):
    e = np.exp(z)
    return e / (1 + e)


def compute_cost(X, y, w, b):
    p = sigmoid(X @ w + b)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def compute_gradient(X, y, w, b):
    error = sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - dw, b - db
