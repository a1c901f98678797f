# wrong: the return stands inside the loop over samples
# diagnoses: first-sample-only
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    m = len(y)
    gradient = np.zeros(len(theta))
    for i in range(m):
        gradient += (X[i] @ theta - y[i]) * X[i]
        gradient = gradient / m
        gradient[1:] += lambda_ / m * theta[1:]
        return gradient


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
