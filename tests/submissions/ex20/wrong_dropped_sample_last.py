# wrong: range(m - 1)
# diagnoses: dropped-sample
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    m = len(y)
    gradient = np.zeros(len(theta))
    for i in range(m - 1):
        gradient += (X[i] @ theta - y[i]) * X[i] / m
    gradient[1:] += lambda_ / m * theta[1:]
    return gradient


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
