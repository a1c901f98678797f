# right: single precision for the whole walk
import numpy as np


def compute_gradient(X, y, w, b):
    X, y, w, b = X.astype(np.float32), y.astype(np.float32), np.float32(w), np.float32(b)
    error = X @ w + b - y
    return X.T @ error / np.float32(len(y)), error.mean()


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return np.float32(w) - np.float32(alpha) * dw, np.float32(b) - np.float32(alpha) * db


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    X, y, w, b = np.float32(X), np.float32(y), np.float32(w), np.float32(b)
    costs = [np.mean((X @ w + b - y) ** 2) / np.float32(2)]
    for _ in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        costs.append(np.mean((X @ w + b - y) ** 2) / np.float32(2))
    return w, b, np.array(costs, dtype=np.float32)
