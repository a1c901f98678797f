# wrong: each entry is stored before the next slope is taken
# diagnoses: sequential-update [theta[0], theta[1], theta[2]]
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    error = X @ theta - y
    penalty = np.r_[0.0, lambda_ * theta[1:]]
    return (X.T @ error + penalty) / len(y)


def update(theta, X, y, alpha, lambda_):
    theta = np.array(theta)
    for j in range(theta.size):
        theta[j] = theta[j] - alpha * compute_gradient(theta, X, y, lambda_)[j]
    return theta
