# wrong: a mean that is divided by m once more
# diagnoses: mean-twice
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = np.r_[0.0, theta[1:]]

    m = len(y)
    gradient = ((X @ theta - y)[:, None] * X).mean(axis=0) / m
    return gradient + lambda_ * tail / m


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
