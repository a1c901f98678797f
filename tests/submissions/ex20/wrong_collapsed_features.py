# wrong: np.sum without axis
# diagnoses: collapsed-features
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = np.r_[0.0, theta[1:]]

    error = (X @ theta - y).reshape(-1, 1)
    return np.sum(error * X) / len(y) + lambda_ / len(y) * tail


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
