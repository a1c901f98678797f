# wrong: the sum runs on into the next entry
# diagnoses: running-accumulator
import numpy as np


def compute_gradient(theta, X, y):
    m, k = X.shape
    error = X @ theta - y
    gradient = np.zeros(k)
    s = 0.0
    for j in range(k):
        for i in range(m):
            s += error[i] * X[i, j]
        gradient[j] = s / m
    return gradient


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
