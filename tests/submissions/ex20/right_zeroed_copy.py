# right: an honest copy of theta with a zero in place 0
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    m = X.shape[0]
    theta_ = theta.copy()
    theta_[0] = 0
    return (X.T @ (X @ theta - y) + lambda_ * theta_) / m


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
