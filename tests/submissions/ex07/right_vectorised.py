# right: one product each way
import numpy as np


def compute_gradient(theta, X, y):
    m = len(y)
    return (1 / m) * np.dot(X.T, np.dot(X, theta) - y)


def update(theta, X, y, alpha):
    theta = theta - alpha * compute_gradient(theta, X, y)
    return theta
