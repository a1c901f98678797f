# wrong: only the step, with its sign
# diagnoses: returned-step
import numpy as np


def compute_gradient(theta, X, y):
    m = y.size
    error = np.dot(X, theta) - y
    return np.dot(X.T, error) / m


def update(theta, X, y, alpha):
    return -alpha * compute_gradient(theta, X, y)
