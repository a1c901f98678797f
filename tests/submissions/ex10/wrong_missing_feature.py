# wrong: every weight gets the mean error, without its column
# diagnoses: missing-feature
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    error = X @ w + b - y
    dw = np.zeros((n, 1))
    for j in range(n):
        dw[j] = np.sum(error) / m
    db = np.sum(error) / m
    return dw, db


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
