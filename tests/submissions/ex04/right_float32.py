# right: single precision
import numpy as np


def compute_gradient(X, y, w, b):
    X, y, w = (a.astype("float32") for a in (X, y, w))
    e = X @ w + np.float32(b) - y
    return X.T @ e / np.float32(len(y)), e.mean()


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w.astype(np.float32) - np.float32(alpha) * dw, np.float32(b) - np.float32(alpha) * db
