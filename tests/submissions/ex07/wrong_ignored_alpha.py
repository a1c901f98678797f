# wrong: no alpha
# diagnoses: ignored-alpha
import numpy as np


def compute_gradient(theta, X, y):
    m = y.size
    error = np.dot(X, theta) - y
    return np.dot(X.T, error) / m


def update(theta, X, y, alpha):
    theta = theta - compute_gradient(theta, X, y)
    return theta
