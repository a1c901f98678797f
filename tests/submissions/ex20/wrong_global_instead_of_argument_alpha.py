# wrong: ALPHA of the file
# diagnoses: global-instead-of-argument [alpha]
import numpy as np

ALPHA = 0.03


def compute_gradient(theta, X, y, lambda_):
    error = X @ theta - y
    penalty = np.r_[0.0, lambda_ * theta[1:]]
    return (X.T @ error + penalty) / len(y)


def update(theta, X, y, alpha, lambda_):
    return theta - ALPHA * compute_gradient(theta, X, y, lambda_)
