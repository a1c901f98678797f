# wrong: y is never subtracted
# diagnoses: missing-target
import numpy as np


def compute_gradient(X, y, w, b):
    m = X.shape[0]
    f_wb = X @ w + b
    return X.T @ f_wb / m, np.sum(f_wb) / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
