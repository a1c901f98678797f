# wrong: the return is indented into the loop over samples
# diagnoses: first-sample-only
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    dj_dw = np.zeros((n, 1))
    dj_db = 0.0
    for i in range(m):
        err = (np.dot(X[i], w) + b - y[i])[0]
        for j in range(n):
            dj_dw[j] += err * X[i, j]
        dj_db += err
        return dj_dw / m, dj_db / m


def update(X, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


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
