# wrong: no if for the intercept
# diagnoses: penalised-bias
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    m = len(y)
    error = X.dot(theta) - y
    gradient = np.zeros(len(theta))
    for j in range(len(theta)):
        gradient[j] = np.sum(error * X[:, j]) / m + lambda_ / m * theta[j]
    return gradient


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
