# right: np.matrix, the answers come out of 1 by 1 matrices
import numpy as np


def compute_gradient(x, y, w, b):
    X = np.matrix(np.column_stack([x, np.ones(len(x))]))
    Y = np.matrix(y).T
    theta = np.matrix([[w], [b]])
    grad = X.T * (X * theta - Y) / len(x)
    return grad[0, 0], grad[1, 0]


def update(x, y, w, b, alpha):
    theta = np.matrix([[w], [b]])
    grad = np.matrix(compute_gradient(x, y, w, b)).T
    theta = theta - alpha * grad
    return theta.item(0), theta.item(1)
