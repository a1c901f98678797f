# wrong: db comes first, as in another course
# diagnoses: swapped-return
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    dj_dw = X.T @ error / len(y)
    dj_db = np.mean(error)
    return dj_db, dj_dw


def update(X, y, w, b, alpha):
    dj_db, dj_dw = compute_gradient(X, y, w, b)
    w = w - alpha * dj_dw
    b = b - alpha * dj_db
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
