# wrong: the intercept stays
# diagnoses: updated-one-parameter
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    error = X @ theta - y
    penalty = np.r_[0.0, lambda_ * theta[1:]]
    return (X.T @ error + penalty) / len(y)


def update(theta, X, y, alpha, lambda_):
    new = theta.copy()
    new[1:] -= alpha * compute_gradient(theta, X, y, lambda_)[1:]
    return new
