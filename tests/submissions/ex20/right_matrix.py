# right: np.matrix
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    T, A, t = np.matrix(theta).T, np.matrix(X), np.matrix(y).T
    reg = np.diag([0.0] + [1.0] * (len(theta) - 1))
    G = (A.T * (A * T - t) + lambda_ * reg * T) / len(y)
    return np.asarray(G).ravel()


def update(theta, X, y, alpha, lambda_):
    return np.subtract(theta, alpha * compute_gradient(theta, X, y, lambda_))
