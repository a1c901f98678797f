# wrong: one mean and one deviation, repeated for each feature
# diagnoses:
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
    n = X.shape[1]
    return np.full(n, X.mean()), np.full(n, X.std())


def scale(X, mean, std):
    return (X - mean) / std


def unscale(w, b, mean, std):
    new_w = np.zeros(w.shape)
    new_b = b
    for j in range(len(mean)):
        new_w[j, 0] = w[j, 0] / std[j]
        new_b = new_b - new_w[j, 0] * mean[j]
    return new_w, new_b
