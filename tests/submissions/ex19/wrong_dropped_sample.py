# wrong: range(m - 1)
# diagnoses: dropped-sample
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def compute_cost(X, y, w, b):
    m = X.shape[0]
    f = sigmoid(np.dot(X, w) + b)
    cost = -np.dot(y, np.log(f)) - np.dot(1 - y, np.log(1 - f))
    return cost / m


def compute_gradient(X, y, w, b):
    m, n = X.shape
    dw, db = np.zeros(n), 0
    for i in range(m - 1):
        err = sigmoid(X[i] @ w + b) - y[i]
        dw += err * X[i]
        db += err
    return dw / m, db / m


def update(X, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    w = w - alpha * dj_dw
    b = b - alpha * dj_db
    return w, b
