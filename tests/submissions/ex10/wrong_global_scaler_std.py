# wrong: std without axis
# diagnoses: global-scaler
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def fit_scaler(X):
    mean = X.mean(axis=0)
    std = X.std()
    return mean, std


def scale(X, mean, std):
    return (X - mean) / std


def unscale(w, b, mean, std):
    new_w = np.zeros(w.shape)
    new_b = b
    for j in range(len(mean)):
        new_w[j, 0] = w[j, 0] / std[j]
        new_b = new_b - new_w[j, 0] * mean[j]
    return new_w, new_b
