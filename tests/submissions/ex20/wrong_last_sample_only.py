# wrong: = where += is meant
# diagnoses: last-sample-only
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    m = len(y)
    for i in range(m):
        gradient = (X[i] @ theta - y[i]) * X[i]
    gradient[1:] = gradient[1:] + lambda_ * theta[1:]
    gradient[0] /= m
    gradient[1:] /= m
    return gradient


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
