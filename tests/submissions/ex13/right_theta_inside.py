# right: one vector for w and b inside
import numpy as np


def with_one(x_i):
    return np.append(x_i, 1.0)


def compute_gradient(x_i, y_i, w, b):
    theta = np.append(w, b)
    x = with_one(x_i)
    g = (theta @ x - y_i) * x
    return g[:-1], g[-1]


def update(x_i, y_i, w, b, alpha):
    theta = np.append(w, b)
    x = with_one(x_i)
    theta = theta - alpha * (theta @ x - y_i) * x
    return theta[:-1], theta[-1]


def epoch(X, y, w, b, alpha, order):
    theta = np.append(w, b)
    for i in order:
        x = with_one(X[i])
        theta = theta - alpha * (theta @ x - y[i]) * x
    return theta[:-1], theta[-1]
