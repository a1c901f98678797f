# right: theta_0 and the rest are treated in lines of their own
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    m = len(y)
    error = np.dot(X, theta) - y
    first = np.sum(error) / m
    rest = (np.dot(error, X[:, 1:]) + lambda_ * theta[1:]) / m
    return np.concatenate(([first], rest))


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    intercept = theta[0] - alpha * gradient[0]
    weights = theta[1:] - alpha * gradient[1:]
    return np.hstack([intercept, weights])
