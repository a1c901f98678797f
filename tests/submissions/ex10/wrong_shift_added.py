# wrong: plus where the mean was subtracted
# diagnoses: shift-added
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def fit_scaler(X):
    return np.mean(X, axis=0), np.std(X, axis=0)


def scale(X, mean, std):
    return (X - mean) / std


def unscale(w, b, mean, std):
    new_w = w / std.reshape(-1, 1)
    return new_w, b + np.dot(mean, new_w[:, 0])
