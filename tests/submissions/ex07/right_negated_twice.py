# right: y minus prediction, added
import numpy as np


def compute_gradient(theta, X, y):
    residual = y - X @ theta
    return -np.einsum("ij,i->j", X, residual) / len(residual)


def update(theta, X, y, alpha):
    residual = y - X @ theta
    return theta + alpha * np.einsum("ij,i->j", X, residual) / len(residual)
