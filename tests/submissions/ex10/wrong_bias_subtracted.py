# wrong: y - X w + b, without brackets
# diagnoses: bias-subtracted
import numpy as np


def compute_gradient(X, y, w, b):
    m = len(y)
    dw = -(1 / m) * np.dot(X.T, y - np.dot(X, w) + b)
    db = -(1 / m) * np.sum(y - np.dot(X, w) + b)
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
