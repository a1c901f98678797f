# wrong: the whole of theta is penalised
# diagnoses: penalised-bias
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    return (X.T @ (X @ theta - y) + lambda_ * theta) / len(y)


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
