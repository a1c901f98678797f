# right: looks sequential, but every slope is taken at the snapshot
import copy

import numpy as np


def slope(theta, X, y, j):
    return np.average((X @ theta - y) * X[:, j])


def compute_gradient(theta, X, y):
    return np.array([slope(theta, X, y, j) for j in range(len(theta))])


def update(theta, X, y, alpha):
    theta_copy = copy.deepcopy(theta)
    new = theta.copy()
    for j in range(len(theta)):
        new[j] = new[j] - alpha * slope(theta_copy, X, y, j)
    return new
