# wrong: the prediction is made anew for each entry
# diagnoses: sequential-update [theta[0], theta[1], theta[2]]
import numpy as np


def compute_gradient(theta, X, y):
    m = y.size
    error = np.dot(X, theta) - y
    return np.dot(X.T, error) / m


def update(theta, X, y, alpha):
    t = list(theta)
    m = len(y)
    for j in range(len(t)):
        slope = sum((X[i] @ np.array(t) - y[i]) * X[i, j] for i in range(m)) / m
        t[j] -= alpha * slope
    return np.array(t)
