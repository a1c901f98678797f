# wrong: X.shape[1] under the errors
# diagnoses: mean-over-features
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = np.r_[0.0, theta[1:]]

    return X.T @ (X @ theta - y) / X.shape[1] + lambda_ / X.shape[0] * tail


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
