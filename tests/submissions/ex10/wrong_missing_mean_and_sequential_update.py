# wrong: sums, and b's gradient at the new w
# diagnoses: missing-mean; sequential-update [w, b]
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error, np.sum(error)


def update(X, y, w, b, alpha):
    w = w - alpha * compute_gradient(X, y, w, b)[0]
    b = b - alpha * compute_gradient(X, y, w, b)[1]
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
