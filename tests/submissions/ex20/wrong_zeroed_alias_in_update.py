# wrong: only update, which has the gradient written out, sets theta[0] to 0
# diagnoses: zeroed-alias
import numpy as np


def compute_gradient(theta, X, y, lambda_):
    tail = np.append(0, theta[1:])
    return (X.T @ (X @ theta - y) + lambda_ * tail) / len(y)


def update(theta, X, y, alpha, lambda_):
    old = theta.copy()
    error = X @ theta - y
    temp = theta
    temp[0] = 0
    return old - alpha * (X.T @ error + lambda_ * temp) / len(y)
