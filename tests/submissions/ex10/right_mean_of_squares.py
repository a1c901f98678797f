# right: the mean of the squares less the square of the mean
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def fit_scaler(X):
    mean = X.sum(axis=0) / len(X)
    var = (X**2).sum(axis=0) / len(X) - mean**2
    return mean, np.sqrt(var)


def scale(X, mean, std):
    return np.divide(np.subtract(X, mean), std)


def unscale(w, b, mean, std):
    w_orig = np.diag(1 / std) @ w
    return w_orig, b - (mean @ w_orig).item()
