# wrong: 2/m before both sums
# diagnoses: doubled-gradient
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = np.r_[0.0, theta[1:]]

    return 2 / len(y) * (X.T @ (X @ theta - y) + lambda_ * tail)


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
