# wrong: update is missing
# diagnoses:
import numpy as np


def compute_gradient(theta, X, y):
    m = y.size
    error = np.dot(X, theta) - y
    return np.dot(X.T, error) / m
