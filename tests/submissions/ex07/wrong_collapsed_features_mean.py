# wrong: np.mean without axis gives one number
# diagnoses: collapsed-features
import numpy as np


def compute_gradient(theta, X, y):
    error = (X @ theta - y).reshape(-1, 1)
    return np.mean(error * X)


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
