# right: a mask of ones with a zero
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    mask = np.ones_like(theta)
    mask[0] = 0
    return X.T.dot(X.dot(theta) - y) / y.size + (lambda_ / y.size) * mask * theta


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
