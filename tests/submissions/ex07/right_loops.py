# right: two loops, theta moved in place on a copy with the old error
import numpy as np


def compute_gradient(theta, X, y):
    m, k = X.shape
    gradient = np.zeros(k)
    for j in range(k):
        total = 0.0
        for i in range(m):
            prediction = 0.0
            for l in range(k):
                prediction += X[i, l] * theta[l]
            total += (prediction - y[i]) * X[i, j]
        gradient[j] = total / m
    return gradient


def update(theta, X, y, alpha):
    error = X.dot(theta) - y
    theta = theta.copy()
    for j in range(theta.size):
        theta[j] = theta[j] - alpha * np.mean(error * X[:, j])
    return theta
