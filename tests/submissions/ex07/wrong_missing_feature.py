# wrong: the mean error for every entry
# diagnoses: missing-feature
import numpy as np


def compute_gradient(theta, X, y):
    error = X @ theta - y
    return np.ones(len(theta)) * np.mean(error)


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
