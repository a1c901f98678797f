# wrong: jumps to the minimum
# diagnoses:
import numpy as np


def compute_gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


def update(theta, X, y, alpha):
    return np.linalg.pinv(X) @ y
