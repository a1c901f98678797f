# wrong: 1/m stands in front of dw only
# diagnoses: mean-on-one-gradient [w]
import numpy as np


def compute_gradient(X, y, w, b):
    m = y.shape[0]
    diff = (X @ w + b) - y
    dw = (1 / m) * (X.T @ diff)
    db = np.sum(diff)
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b


def fit_scaler(X):
    return np.mean(X, axis=0), np.std(X, axis=0)


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
