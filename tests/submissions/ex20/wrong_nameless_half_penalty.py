# wrong: the penalty's square is not differentiated
# diagnoses:
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = theta**2
    tail[0] = 0
    return (X.T @ (X @ theta - y) + lambda_ * tail) / len(y)


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
