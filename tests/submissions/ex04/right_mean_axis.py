# right: mean over axis 0, turned into a column
import numpy as np


def compute_gradient(X, y, w, b):
    error = (X @ w) + b - y
    dw = np.mean(X * error, axis=0)[:, np.newaxis]
    db = np.mean(error)
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
