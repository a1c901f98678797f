# wrong: the error is written into y
# diagnoses: mutated-arguments
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    error = X @ theta - y
    penalty = np.r_[0.0, lambda_ * theta[1:]]
    return (X.T @ error + penalty) / len(y)


def update(theta, X, y, alpha, lambda_):
    tail = theta.copy()
    tail[0] = 0
    y -= X @ theta
    return theta + alpha * (X.T @ y - lambda_ * tail) / len(y)
