# right: y minus prediction, with the minus back in front
import numpy as np


def compute_gradient(X, y, w, b):
    m = len(y)
    residual = y - (np.dot(X, w) + b)
    dw = -(1 / m) * np.dot(X.T, residual)
    db = -(1 / m) * np.sum(residual)
    return dw, db


def update(X, y, w, b, alpha):
    m = len(y)
    residual = y - (np.dot(X, w) + b)
    w = w + alpha * (1 / m) * np.dot(X.T, residual)
    b = b + alpha * (1 / m) * np.sum(residual)
    return w, b
