# wrong: range(m - 1)
# diagnoses: dropped-sample
import numpy as np


def compute_gradient(theta, X, y):
    m, k = X.shape
    gradient = np.zeros(k)
    for i in range(m - 1):
        gradient = gradient + (X[i] @ theta - y[i]) * X[i]
    return gradient / m


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
