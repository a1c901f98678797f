# wrong: 0.01 for every call
# diagnoses: hard-coded-alpha
import numpy as np


def compute_gradient(theta, X, y):
    h = X.dot(theta)
    gradient = np.zeros(theta.shape)
    for j in range(theta.size):
        gradient[j] = np.mean((h - y) * X[:, j])
    return gradient


def update(theta, X, y, alpha):
    alpha = 0.01
    gradient = compute_gradient(theta, X, y)
    return theta - alpha * gradient
