# wrong: the cost is recorded before theta moves
# diagnoses: cost-recorded-early

import numpy as np


def computeCost(X, y, theta):
    m = y.shape[0]
    return np.sum((X.dot(theta) - y) ** 2) / m


def gradientDescent(X, y, theta, alpha, num_iters):
    J_history = []
    for _ in range(num_iters):
        J_history.append(computeCost(X, y, theta))
        theta = theta - alpha * 2 / len(y) * X.T.dot(X.dot(theta) - y)
    return theta, J_history
