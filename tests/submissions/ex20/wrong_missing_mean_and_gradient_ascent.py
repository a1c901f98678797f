# wrong: no 1/m, and the step is added
# diagnoses: missing-mean; gradient-ascent
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    gradient = X.T @ (X @ theta - y)
    gradient[1:] += lambda_ * theta[1:]
    return gradient


def update(theta, X, y, alpha, lambda_):
    return theta + alpha * compute_gradient(theta, X, y, lambda_)
