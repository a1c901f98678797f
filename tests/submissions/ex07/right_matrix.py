# right: np.matrix columns inside, flat on the way out
import numpy as np


def compute_gradient(theta, X, y):
    X = np.matrix(X)
    t = np.matrix(theta).T
    error = X * t - np.matrix(y).T
    return np.squeeze(np.asarray(X.T * error)) / len(y)


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
