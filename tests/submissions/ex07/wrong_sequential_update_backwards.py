# wrong: from the last entry to the first
# diagnoses: sequential-update [theta[2], theta[1], theta[0]]
import numpy as np


def compute_gradient(theta, X, y):
    h = X.dot(theta)
    gradient = np.zeros(theta.shape)
    for j in range(theta.size):
        gradient[j] = np.mean((h - y) * X[:, j])
    return gradient


def update(theta, X, y, alpha):
    new = np.array(theta)
    for j in reversed(range(len(new))):
        gradient = compute_gradient(new, X, y)
        new[j] = new[j] - alpha * gradient[j]
    return new
