# right: single precision
import numpy as np


def sigmoid(z):
    z = np.asarray(z, dtype=np.float32)
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, np.float32(1), small) / (1 + small)


def probabilities(X, w, b):
    return sigmoid(X.astype(np.float32) @ w.astype(np.float32) + np.float32(b))


def compute_cost(X, y, w, b):
    p = probabilities(X, w, b)
    y = y.astype(np.float32)
    return -np.mean(y * np.log(p) + (1 - y) * np.log1p(-p))


def compute_gradient(X, y, w, b):
    error = probabilities(X, w, b) - y.astype(np.float32)
    return X.astype(np.float32).T @ error / np.float32(len(y)), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    rate = np.float32(alpha)
    return w.astype(np.float32) - rate * dw, np.float32(b) - rate * db
