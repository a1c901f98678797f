# wrong: a second column of ones is added, and its slope cut off
# diagnoses:
import numpy as np


def compute_gradient(theta, X, y):
    A = np.column_stack([np.ones(len(X)), X])
    t = np.append(0.5, theta)
    return (A.T @ (A @ t - y) / len(y))[1:]


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
