# wrong: no return
# diagnoses:
import numpy as np


def compute_gradient(theta, X, y):
    h = X.dot(theta)
    gradient = np.zeros(theta.shape)
    for j in range(theta.size):
        gradient[j] = np.mean((h - y) * X[:, j])
    return gradient


def update(theta, X, y, alpha):
    theta = theta - alpha * compute_gradient(theta, X, y)
