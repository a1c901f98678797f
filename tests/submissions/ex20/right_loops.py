# right: two loops and an if
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    m, n = X.shape
    gradient = np.zeros(n)
    for j in range(n):
        total = 0
        for i in range(m):
            prediction = 0
            for k in range(n):
                prediction += X[i, k] * theta[k]
            total += (prediction - y[i]) * X[i, j]
        gradient[j] = total / m
        if j > 0:
            gradient[j] += lambda_ * theta[j] / m
    return gradient


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
