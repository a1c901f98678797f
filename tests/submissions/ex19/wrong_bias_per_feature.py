# wrong: db is added up in the loop over features
# diagnoses: bias-per-feature
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def compute_cost(X, y, w, b):
    p = sigmoid(X @ w + b)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def compute_gradient(X, y, w, b):
    m, n = X.shape
    dw, db = np.zeros(n), 0
    for i in range(m):
        err = sigmoid(X[i] @ w + b) - y[i]
        for j in range(n):
            dw[j] += err * X[i, j]
            db += err
    return dw / m, db / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
