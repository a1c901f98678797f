# wrong: the predictions are a column, y stays flat, and NumPy pairs every prediction with every target
# diagnoses: broadcast-target
import numpy as np


def compute_gradient(theta, X, y):
    error = X @ theta.reshape(-1, 1) - y
    return (X.T @ error).sum(axis=1) / len(y)


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
