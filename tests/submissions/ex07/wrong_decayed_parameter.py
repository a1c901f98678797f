# wrong: alpha times theta is subtracted
# diagnoses: decayed-parameter
import numpy as np


def compute_gradient(theta, X, y):
    h = X.dot(theta)
    gradient = np.zeros(theta.shape)
    for j in range(theta.size):
        gradient[j] = np.mean((h - y) * X[:, j])
    return gradient


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * theta
    return theta
