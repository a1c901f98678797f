# right: single precision
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    theta, X, y = (a.astype(np.float32) for a in (theta, X, y))
    tail = theta * np.float32(lambda_)
    tail[0] = 0
    return (X.T @ (X @ theta - y) + tail) / np.float32(len(y))


def update(theta, X, y, alpha, lambda_):
    return theta.astype(np.float32) - np.float32(alpha) * compute_gradient(theta, X, y, lambda_)
