# wrong: mean of errors times mean of X
# diagnoses: mean-of-each-factor
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = np.r_[0.0, theta[1:]]

    return np.mean(X @ theta - y) * X.mean(axis=0) + lambda_ * tail / len(y)


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
