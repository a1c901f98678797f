# wrong: the return is in the loop over samples
# diagnoses: first-sample-only
import numpy as np


def compute_gradient(theta, X, y):
    m, k = X.shape
    gradient = np.zeros(k)
    for i in range(m):
        error = X[i] @ theta - y[i]
        gradient += error * X[i]
        return gradient / m


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
