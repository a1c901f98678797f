# wrong: the brackets around the sum are missing
# diagnoses: penalty-not-averaged
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    kept = theta.copy()
    kept[0] = 0
    m = X.shape[0]
    return X.T @ (X @ theta - y) / m + lambda_ * kept


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
