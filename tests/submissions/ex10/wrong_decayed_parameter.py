# wrong: alpha times the parameter is subtracted
# diagnoses: decayed-parameter
import numpy as np


def compute_gradient(X, y, w, b):
    m = X.shape[0]
    y_pred = np.dot(X, w) + b
    dw = (1 / m) * np.dot(X.T, (y_pred - y))
    db = (1 / m) * np.sum(y_pred - y)
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w = w - alpha * w
    b = b - alpha * b
    return w, b


def fit_scaler(X):
    return np.mean(X, axis=0), np.std(X, axis=0)


def scale(X, mean, std):
    return (X - mean) / std


def unscale(w, b, mean, std):
    w = w / std.reshape(-1, 1)
    return w, b - np.sum(w[:, 0] * mean)
