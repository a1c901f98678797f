# wrong: the mean error for every entry
# diagnoses: missing-feature
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = np.r_[0.0, theta[1:]]

    error = np.mean(X @ theta - y)
    return np.full(len(theta), error) + lambda_ * tail / len(y)


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
