# wrong: the first row is taken for a header
# diagnoses: dropped-sample
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    m = len(y)
    gradient = X[1:].T @ (X[1:] @ theta - y[1:]) / m
    gradient[1:] += lambda_ / m * theta[1:]
    return gradient


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
