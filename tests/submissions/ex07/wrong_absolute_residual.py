# wrong: absolute errors
# diagnoses: absolute-residual
import numpy as np


def compute_gradient(theta, X, y):
    error = np.abs(X @ theta - y)
    return np.mean(error[:, None] * X, axis=0)


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
