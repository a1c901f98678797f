# wrong: the derivative of a penalty of absolute values
# diagnoses:
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    sign = np.sign(theta)
    sign[0] = 0
    return (X.T @ (X @ theta - y) + lambda_ * sign) / len(y)


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
