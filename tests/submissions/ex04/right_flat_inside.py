# right: flat arrays inside, columns on the way out
import numpy as np


def compute_gradient(X, y, w, b):
    w_flat = w.ravel()
    y_flat = y.ravel()
    error = X.dot(w_flat) + b - y_flat
    dw = (error @ X) / len(y_flat)
    return dw.reshape(-1, 1), error.mean()


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
