# wrong: np.sum without axis gives one number
# diagnoses: collapsed-features
import numpy as np


def compute_gradient(theta, X, y):
    error = (X @ theta - y).reshape(-1, 1)
    return np.sum(error * X) / len(y)


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
