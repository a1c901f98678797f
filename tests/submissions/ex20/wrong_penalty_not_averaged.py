# wrong: lambda times theta is added after the division
# diagnoses: penalty-not-averaged
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    gradient = X.T @ (X @ theta - y) / len(y)
    gradient[1:] += lambda_ * theta[1:]
    return gradient


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
