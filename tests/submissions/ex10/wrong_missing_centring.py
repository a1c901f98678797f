# wrong: only divided
# diagnoses: missing-centring
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    dw = np.zeros((n, 1))
    db = 0.0
    for i in range(m):
        error = X[i] @ w[:, 0] + b - y[i, 0]
        for j in range(n):
            dw[j, 0] += error * X[i, j] / m
        db += error / m
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def fit_scaler(X):
    return np.mean(X, axis=0), np.std(X, axis=0)


def scale(X, mean, std):
    return X / std


def unscale(w, b, mean, std):
    w = w / std.reshape(-1, 1)
    return w, b - np.sum(w[:, 0] * mean)
