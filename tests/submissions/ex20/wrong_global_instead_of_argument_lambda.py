# wrong: the file's LAMBDA is used
# diagnoses: global-instead-of-argument [lambda_]
import numpy as np

LAMBDA = 1.5


def compute_gradient(theta, X, y, lambda_):
    tail = np.append([0.0], theta[1:])
    return (X.T @ (X @ theta - y) + LAMBDA * tail) / len(y)


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
