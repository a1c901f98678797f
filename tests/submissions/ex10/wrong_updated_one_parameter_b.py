# wrong: the new w is stored under a misspelt name
# diagnoses: updated-one-parameter [b]
import numpy as np


def compute_gradient(X, y, w, b):
    diff = np.matmul(X, w) + b - y
    dw = np.mean(diff * X, axis=0).reshape(-1, 1)
    db = diff.mean()
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    W = w - alpha * dw
    b = b - alpha * db
    return w, b


def fit_scaler(X):
    m, n = X.shape
    mean = np.zeros(n)
    std = np.zeros(n)
    for j in range(n):
        mean[j] = sum(X[:, j]) / m
        std[j] = (sum((X[:, j] - mean[j]) ** 2) / m) ** 0.5
    return mean, std


def scale(X, mean, std):
    scaled = np.zeros(X.shape)
    for j in range(X.shape[1]):
        scaled[:, j] = (X[:, j] - mean[j]) / std[j]
    return scaled


def unscale(w, b, mean, std):
    new_w = np.zeros(w.shape)
    new_b = b
    for j in range(len(mean)):
        new_w[j, 0] = w[j, 0] / std[j]
        new_b = new_b - new_w[j, 0] * mean[j]
    return new_w, new_b
