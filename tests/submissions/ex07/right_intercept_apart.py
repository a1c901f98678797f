# right: theta[0] and the rest are treated apart, both with the old error
import numpy as np


def compute_gradient(theta, X, y):
    b, w = theta[0], theta[1:]
    error = X[:, 1:] @ w + b - y
    return np.concatenate(([error.mean()], (X[:, 1:] * error[:, None]).mean(axis=0)))


def update(theta, X, y, alpha):
    grad = compute_gradient(theta, X, y)
    temp0 = theta[0] - alpha * grad[0]
    rest = theta[1:] - alpha * grad[1:]
    return np.append(temp0, rest)
