# wrong: a column of predictions meets a flat y
# diagnoses: broadcast-target
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = np.r_[0.0, theta[1:]]

    error = X @ theta.reshape(-1, 1) - y
    return (X.T @ error).mean(axis=1) / len(y) + lambda_ / len(y) * tail


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
