# wrong: theta in the place of its gradient
# diagnoses: decayed-parameter
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    error = X @ theta - y
    penalty = np.r_[0.0, lambda_ * theta[1:]]
    return (X.T @ error + penalty) / len(y)


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * theta
