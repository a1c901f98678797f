# right: no NumPy in the scaler, lists come back
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
    rows = X.tolist()
    columns = list(zip(*rows))
    mean = [sum(column) / len(column) for column in columns]
    std = [
        (sum((value - mu) ** 2 for value in column) / len(column)) ** 0.5 for column, mu in zip(columns, mean)
    ]
    return mean, std


def scale(X, mean, std):
    return [[(v - mu) / s for v, mu, s in zip(row, mean, std)] for row in X]


def unscale(w, b, mean, std):
    weights = [wj[0] / s for wj, s in zip(w, std)]
    return [[v] for v in weights], b - sum(v * mu for v, mu in zip(weights, mean))
