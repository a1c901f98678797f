# wrong: label minus probability, and w before b
# diagnoses: flipped-residual; sequential-update [w, b]
import numpy as np


def sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)


def compute_cost(X, y, w, b):
    p = sigmoid(X @ w + b)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def compute_gradient(X, y, w, b):
    error = y - sigmoid(X @ w + b)
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    w = w - alpha * compute_gradient(X, y, w, b)[0]
    b = b - alpha * compute_gradient(X, y, w, b)[1]
    return w, b
