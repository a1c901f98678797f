# wrong: 2/m before the errors only
# diagnoses: doubled-gradient
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = np.r_[0.0, theta[1:]]

    m = len(y)
    return 2 / m * X.T @ (X @ theta - y) + lambda_ / m * tail


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
