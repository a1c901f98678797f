# wrong: theta[0] is set to 0 once the error is known
# diagnoses: zeroed-alias
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    h = np.dot(X, theta)
    gradient = np.dot(X.T, h - y) / len(y)
    theta[0] = 0
    gradient += lambda_ / len(y) * theta
    return gradient


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
