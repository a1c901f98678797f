# wrong: the sum is not set back to zero for the next entry
# diagnoses: running-accumulator
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    m, n = X.shape
    error = X @ theta - y
    gradient = np.zeros(n)
    total = 0
    for j in range(n):
        for i in range(m):
            total += error[i] * X[i, j]
        gradient[j] = total / m
        if j:
            gradient[j] += lambda_ * theta[j] / m
    return gradient


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
