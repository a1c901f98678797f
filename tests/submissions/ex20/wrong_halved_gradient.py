# wrong: the 1/(2m) of the cost
# diagnoses: halved-gradient
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = np.r_[0.0, theta[1:]]

    return (X.T @ (X @ theta - y) + lambda_ * tail) / (2 * len(y))


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
