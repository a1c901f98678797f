# wrong: temp is theta, and there is no 1/m
# diagnoses: zeroed-alias; missing-mean
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    error = X @ theta - y
    temp = theta
    temp[0] = 0
    return X.T @ error + lambda_ * temp


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    theta = theta - alpha * gradient
    return theta
