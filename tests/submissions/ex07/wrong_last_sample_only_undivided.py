# wrong: the last row is left over
# diagnoses: last-sample-only
import numpy as np


def compute_gradient(theta, X, y):
    for i in range(len(y)):
        error = np.dot(X[i], theta) - y[i]
    return error * X[i]


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
