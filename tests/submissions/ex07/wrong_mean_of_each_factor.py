# wrong: the mean error times the columns' means
# diagnoses: mean-of-each-factor
import numpy as np


def compute_gradient(theta, X, y):
    error = X @ theta - y
    return np.mean(error) * np.mean(X, axis=0)


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
