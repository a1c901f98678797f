# right: moves one weight after the other, all with the gradient taken before
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(X), np.average(error)


def update(X, y, w, b, alpha):
    w = w.copy()
    dw, db = compute_gradient(X, y, w, b)
    for j in range(w.shape[0]):
        w[j, 0] = w[j, 0] - alpha * dw[j, 0]
    b = b - alpha * db
    return w, b
