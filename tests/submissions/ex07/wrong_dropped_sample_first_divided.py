# wrong: the first row is skipped
# diagnoses: dropped-sample
import numpy as np


def compute_gradient(theta, X, y):
    A, t = X[1:], y[1:]
    return np.mean((A @ theta - t)[:, None] * A, axis=0)


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
