# right: single precision
import numpy as np


def compute_gradient(theta, X, y):
    theta, X, y = (a.astype(np.float32) for a in (theta, X, y))
    return X.T @ (X @ theta - y) / np.float32(len(y))


def update(theta, X, y, alpha):
    return theta.astype(np.float32) - np.float32(alpha) * compute_gradient(theta, X, y)
