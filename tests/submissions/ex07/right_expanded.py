# right: X'X theta - X'y
import numpy as np


def compute_gradient(theta, X, y):
    return (X.T @ X @ theta - X.T @ y) / X.shape[0]


def update(theta, X, y, alpha):
    k = len(theta)
    shrink = np.eye(k) - alpha * X.T @ X / len(y)
    return shrink @ theta + alpha * X.T @ y / len(y)
