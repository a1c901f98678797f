# wrong: each weight is stored before the next one's gradient is taken, b comes last
# diagnoses: sequential-update [w[0], w[1], b]
import numpy as np


def compute_gradient(X, y, w, b):
    diff = np.matmul(X, w) + b - y
    dw = np.mean(diff * X, axis=0).reshape(-1, 1)
    db = diff.mean()
    return dw, db


def update(X, y, w, b, alpha):
    w = w.copy()
    for j in range(len(w)):
        dw, db = compute_gradient(X, y, w, b)
        w[j] = w[j] - alpha * dw[j]
    dw, db = compute_gradient(X, y, w, b)
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
