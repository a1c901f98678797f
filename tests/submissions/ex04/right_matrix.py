# right: np.matrix, as in the old MATLAB notes
import numpy as np


def compute_gradient(X, y, w, b):
    X, y, w = np.matrix(X), np.matrix(y), np.matrix(w)
    m = X.shape[0]
    error = X * w + b - y
    return X.T * error / m, error.sum() / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return np.matrix(w) - alpha * dw, b - alpha * db
