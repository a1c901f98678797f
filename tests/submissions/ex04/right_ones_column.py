# right: folds b into the weights inside and takes it out again
import numpy as np


def fold(X, w, b):
    return np.hstack([X, np.ones((len(X), 1))]), np.vstack([w, [[b]]])


def compute_gradient(X, y, w, b):
    A, theta = fold(X, w, b)
    grad = A.T @ (A @ theta - y) / len(y)
    return grad[:-1], grad[-1]


def update(X, y, w, b, alpha):
    A, theta = fold(X, w, b)
    theta -= alpha * (A.T @ (A @ theta - y) / len(y))
    return theta[:-1, :], theta[-1, 0]
