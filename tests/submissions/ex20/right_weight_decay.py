# right: weight decay: theta shrinks first, then the plain step
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    plain = X.T @ (X @ theta - y) / len(y)
    plain[1:] += lambda_ / len(y) * theta[1:]
    return plain


def update(theta, X, y, alpha, lambda_):
    m = len(y)
    shrink = np.full(len(theta), 1 - alpha * lambda_ / m)
    shrink[0] = 1
    return shrink * theta - alpha * (X.T @ (X @ theta - y)) / m
