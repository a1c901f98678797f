# wrong: the step is not divided by m
# diagnoses: missing-mean

import numpy as np


def computeCost(X, y, theta):
    m = y.shape[0]
    return np.sum((X.dot(theta) - y) ** 2) / m


def gradientDescent(X, y, theta, alpha, num_iters):
    m = y.shape[0]
    J_history = np.zeros(num_iters)
    for k in range(num_iters):
        theta = theta - alpha * 2 * X.T.dot(X.dot(theta) - y)
        J_history[k] = computeCost(X, y, theta)
    return theta, J_history
