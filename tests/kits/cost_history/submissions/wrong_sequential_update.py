# wrong: theta[0] has moved when the slope of theta[1] is taken
# diagnoses: sequential-update [theta[0], theta[1], theta[2]]

import numpy as np


def computeCost(X, y, theta):
    m = y.shape[0]
    return np.sum((X.dot(theta) - y) ** 2) / m


def gradientDescent(X, y, theta, alpha, num_iters):
    m = y.shape[0]
    J_history = np.zeros(num_iters)
    for k in range(num_iters):
        theta = theta.copy()
        for j in range(theta.shape[0]):
            theta[j, 0] -= alpha * 2 / m * np.sum((X.dot(theta) - y)[:, 0] * X[:, j])
        J_history[k] = computeCost(X, y, theta)
    return theta, J_history
