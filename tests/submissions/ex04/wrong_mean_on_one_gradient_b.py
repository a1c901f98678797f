# wrong: the matrix product is a sum, np.mean is a mean
# diagnoses: mean-on-one-gradient [b]
import numpy as np


def compute_gradient(X, y, w, b):
    error = np.dot(X, w) + b - y
    return np.dot(X.T, error), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
