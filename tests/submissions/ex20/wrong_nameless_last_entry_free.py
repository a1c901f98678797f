# wrong: the last entry is left out of the penalty instead of the first
# diagnoses:
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = theta.copy()
    tail[-1] = 0
    return (X.T @ (X @ theta - y) + lambda_ * tail) / len(y)


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
