# wrong: each sample overwrites the one before
# diagnoses: last-sample-only
import numpy as np


def compute_gradient(X, y, w, b):
    m = len(X)
    for i in range(m):
        error = (X[i] @ w)[0] + b - y[i, 0]
        dw = error * X[i].reshape(-1, 1)
        db = error
    return dw / m, db / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
