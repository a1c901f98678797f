# wrong: coordinate by coordinate, with theta_0 penalised
# diagnoses: penalised-bias; sequential-update [theta[0], theta[1], theta[2]]
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    return (np.dot(X.T, np.dot(X, theta) - y) + lambda_ * theta) / len(y)


def update(theta, X, y, alpha, lambda_):
    new = theta.copy()
    for j in range(len(new)):
        new[j] -= alpha * compute_gradient(new, X, y, lambda_)[j]
    return new
