# wrong: b is new when w's gradient is taken
# diagnoses: sequential-update [b, w]
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    dj_dw = np.zeros((n, 1))
    dj_db = 0.0
    for i in range(m):
        err = (X[i] @ w + b - y[i])[0]
        for j in range(n):
            dj_dw[j] += err * X[i, j]
        dj_db += err
    return dj_dw / m, dj_db / m


def update(X, y, w, b, alpha):
    _, dj_db = compute_gradient(X, y, w, b)
    b = b - alpha * dj_db
    dj_dw, _ = compute_gradient(X, y, w, b)
    w = w - alpha * dj_dw
    return w, b


def fit_scaler(X):
    return np.mean(X, axis=0), np.std(X, axis=0)


def scale(X, mean, std):
    return (X - mean) / std


def unscale(w, b, mean, std):
    w = w / std.reshape(-1, 1)
    return w, b - np.sum(w[:, 0] * mean)
