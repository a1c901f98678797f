# wrong: a reshaped theta is still the same theta
# diagnoses: zeroed-alias
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    column = theta.reshape(-1, 1)
    error = X @ column - y.reshape(-1, 1)
    tail = column
    tail[0, 0] = 0
    return ((X.T @ error + lambda_ * tail) / len(y)).ravel()


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
