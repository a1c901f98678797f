# wrong: theta[0] is set to 0 before the prediction, which then lacks the intercept
# diagnoses: zeroed-alias
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    theta_ = theta
    theta_[0] = 0
    return (X.T @ (X @ theta - y) + lambda_ * theta_) / X.shape[0]


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
