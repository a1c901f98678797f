# wrong: np.abs around the error
# diagnoses: absolute-residual
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = np.r_[0.0, theta[1:]]

    return (X.T @ np.abs(X @ theta - y) + lambda_ * tail) / len(y)


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
