# wrong: subtracted twice
# diagnoses: double-step
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    m = len(y)
    grad = X.T.dot(X.dot(theta) - y) / m
    grad[1:] = grad[1:] + lambda_ / m * theta[1:]
    return grad


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    new = theta - alpha * gradient
    new -= alpha * gradient
    return new
