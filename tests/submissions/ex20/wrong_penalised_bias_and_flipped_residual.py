# wrong: target minus prediction, and all of theta
# diagnoses: flipped-residual; penalised-bias
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    m = y.shape[0]
    return X.T @ (y - X @ theta) / m + lambda_ / m * theta


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
