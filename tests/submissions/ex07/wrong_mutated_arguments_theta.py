# wrong: theta -= changes the caller's array
# diagnoses: mutated-arguments
import numpy as np


def compute_gradient(theta, X, y):
    m = y.size
    error = np.dot(X, theta) - y
    return np.dot(X.T, error) / m


def update(theta, X, y, alpha):
    theta -= alpha * compute_gradient(theta, X, y)
    return theta
