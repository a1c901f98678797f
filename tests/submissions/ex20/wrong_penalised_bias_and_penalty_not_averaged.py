# wrong: lambda times the whole of theta
# diagnoses: penalised-bias; penalty-not-averaged
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    return X.T @ (X @ theta - y) / len(y) + lambda_ * theta


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
