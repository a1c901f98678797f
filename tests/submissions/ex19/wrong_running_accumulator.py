# wrong: the sum goes on from feature to feature
# diagnoses: running-accumulator
import numpy as np


def sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)


def compute_cost(X, y, w, b):
    p = sigmoid(X @ w + b)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def compute_gradient(X, y, w, b):
    m, n = X.shape
    error = sigmoid(X @ w + b) - y
    dw = np.zeros(n)
    total = 0
    for j in range(n):
        for i in range(m):
            total += error[i] * X[i, j]
        dw[j] = total / m
    return dw, np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
