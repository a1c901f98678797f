# wrong: y is centred like the features, and nothing is averaged
# diagnoses: missing-mean; target-scaled
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - (y - y.mean())
    return X.T @ error, np.sum(error)


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
