# wrong: target minus prediction, and w's gradient at the new b
# diagnoses: flipped-residual; sequential-update [b, w]
import numpy as np


def compute_gradient(X, y, w, b):
    m = len(y)
    error = y - (X @ w + b)
    return X.T @ error / m, np.sum(error) / m


def update(X, y, w, b, alpha):
    b = b - alpha * compute_gradient(X, y, w, b)[1]
    w = w - alpha * compute_gradient(X, y, w, b)[0]
    return w, b
