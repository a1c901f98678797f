# wrong: everything is divided twice
# diagnoses: mean-twice
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = np.r_[0.0, theta[1:]]

    m = len(y)
    gradient = (X.T @ (X @ theta - y) + lambda_ * tail) / m
    return gradient / m


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
