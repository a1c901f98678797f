# wrong: medians
# diagnoses:
import numpy as np


def compute_gradient(theta, X, y):
    error = X @ theta - y
    return np.median(error[:, None] * X, axis=0)


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
