# wrong: y is never used
# diagnoses: missing-target
import numpy as np


def compute_gradient(theta, X, y):
    prediction = np.dot(X, theta)
    return np.dot(X.T, prediction) / len(y)


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
