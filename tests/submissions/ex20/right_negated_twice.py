# right: target minus prediction, subtracted
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    residual = y - X @ theta
    gradient = -(X.T @ residual) / len(residual)
    gradient[1:] -= -lambda_ * theta[1:] / len(residual)
    return gradient


def update(theta, X, y, alpha, lambda_):
    step = -alpha * compute_gradient(theta, X, y, lambda_)
    return theta + step
