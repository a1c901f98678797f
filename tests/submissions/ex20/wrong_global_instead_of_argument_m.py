# wrong: a fixed number of rows
# diagnoses: global-instead-of-argument [m]
import numpy as np

M = 47


def compute_gradient(theta, X, y, lambda_):
    tail = np.append([0.0], theta[1:])
    return (X.T @ (X @ theta - y) + lambda_ * tail) / M


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
