# wrong: temp is another name for theta
# diagnoses: mutated-arguments
import numpy as np


def compute_gradient(theta, X, y):
    h = X.dot(theta)
    gradient = np.zeros(theta.shape)
    for j in range(theta.size):
        gradient[j] = np.mean((h - y) * X[:, j])
    return gradient


def update(theta, X, y, alpha):
    temp = theta
    gradient = compute_gradient(theta, X, y)
    for j in range(len(theta)):
        temp[j] = temp[j] - alpha * gradient[j]
    return temp
