# wrong: the gradient is made a unit vector
# diagnoses:
import numpy as np


def compute_gradient(theta, X, y):
    g = X.T @ (X @ theta - y) / len(y)
    return g / np.linalg.norm(g)


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
