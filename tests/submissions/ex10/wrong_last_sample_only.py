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


def fit_scaler(X):
    return np.mean(X, axis=0), np.std(X, axis=0)


def scale(X, mean, std):
    return (X - mean) / std


def unscale(w, b, mean, std):
    w = w / std.reshape(-1, 1)
    return w, b - np.sum(w[:, 0] * mean)
