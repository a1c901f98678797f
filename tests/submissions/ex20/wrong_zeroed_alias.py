# wrong: temp is another name for theta
# diagnoses: zeroed-alias
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    m = len(y)
    error = X @ theta - y
    temp = theta
    temp[0] = 0
    return (X.T @ error + lambda_ * temp) / m


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
