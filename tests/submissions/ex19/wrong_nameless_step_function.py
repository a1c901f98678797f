# wrong: a step in the place of the sigmoid
# diagnoses:
import numpy as np


def sigmoid(z):
    return np.where(z > 0, 1.0, 0.0)


def compute_cost(X, y, w, b):
    z = X @ w + b
    return np.mean(np.logaddexp(0, z) - y * z)


def compute_gradient(X, y, w, b):
    error = sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
