# wrong: nothing is divided by m
# diagnoses: missing-mean
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = np.r_[0.0, theta[1:]]

    return X.T @ (X @ theta - y) + lambda_ * tail


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
