# wrong: m is the size of the notebook's table
# diagnoses: global-instead-of-argument
import numpy as np

m = 10


def compute_gradient(X, y, w, b):
    error = np.dot(X, w) + b - y
    dw = np.dot(X.T, error) / m
    db = np.sum(error) / m
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
