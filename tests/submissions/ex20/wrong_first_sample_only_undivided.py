# wrong: row 0 only
# diagnoses: first-sample-only
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    gradient = (X[0] @ theta - y[0]) * X[0]
    gradient[1:] += lambda_ / len(y) * theta[1:]
    return gradient


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
