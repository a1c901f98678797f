# right: single precision
import numpy as np


def compute_gradient(X, y, w, b):
    X, y, w = X.astype(np.float32), y.astype(np.float32), w.astype(np.float32)
    error = X @ w + np.float32(b) - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w.astype(np.float32) - np.float32(alpha) * dw, np.float32(b) - np.float32(alpha) * db


def fit_scaler(X):
    X = X.astype(np.float32)
    return X.mean(axis=0), X.std(axis=0)


def scale(X, mean, std):
    return ((X - mean) / std).astype(np.float32)


def unscale(w, b, mean, std):
    w = w / std.reshape(-1, 1)
    return w, b - np.sum(w[:, 0] * mean)
