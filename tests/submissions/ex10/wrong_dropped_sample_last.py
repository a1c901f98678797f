# wrong: the loop ends before the last row
# diagnoses: dropped-sample
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    dw = np.zeros((n, 1))
    db = 0
    i = 0
    while i < m - 1:
        err = (X[i, :] @ w + b - y[i])[0]
        dw = dw + err * X[i, :].reshape(n, 1)
        db = db + err
        i += 1
    return dw / m, db / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def fit_scaler(X):
    return np.mean(X, axis=0), np.std(X, axis=0)


def scale(X, mean, std):
    return (X - mean) / std


def unscale(w, b, mean, std):
    w = w / std.reshape(-1, 1)
    return w, b - np.sum(w[:, 0] * mean)
