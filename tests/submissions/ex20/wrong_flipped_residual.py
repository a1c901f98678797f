# wrong: target minus prediction
# diagnoses: flipped-residual
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = np.r_[0.0, theta[1:]]

    error = y - X.dot(theta)
    return (X.T.dot(error) + lambda_ * tail) / len(y)


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
