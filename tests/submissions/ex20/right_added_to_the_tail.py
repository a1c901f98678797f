# right: the penalty is added to all entries but the first
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    m = len(y)
    grad = X.T.dot(X.dot(theta) - y) / m
    grad[1:] = grad[1:] + lambda_ / m * theta[1:]
    return grad


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
