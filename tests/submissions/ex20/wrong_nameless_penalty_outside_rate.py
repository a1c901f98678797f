# wrong: the penalty is subtracted without the learning rate
# diagnoses:
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    error = X @ theta - y
    penalty = np.r_[0.0, lambda_ * theta[1:]]
    return (X.T @ error + penalty) / len(y)


def update(theta, X, y, alpha, lambda_):
    m = len(y)
    tail = np.append(0, theta[1:])
    return theta - alpha * X.T @ (X @ theta - y) / m - lambda_ / m * tail
