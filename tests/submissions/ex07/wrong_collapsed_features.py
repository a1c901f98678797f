# wrong: one sum over the table, in every entry
# diagnoses: collapsed-features
import numpy as np


def compute_gradient(theta, X, y):
    error = X @ theta - y
    total = np.sum(error[:, None] * X) / len(y)
    return np.full(theta.shape, total)


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
