# right: 1/(1 + e^-z): a warning at -1000, and the right 0
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
    dw = np.zeros(n)
    db = 0.0
    for i in range(m):
        f = sigmoid(np.dot(X[i], w) + b)
        err = f - y[i]
        for j in range(n):
            dw[j] += err * X[i, j]
        db += err
    return dw / m, db / m


def update(X, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    w = w - alpha * dj_dw
    b = b - alpha * dj_db
    return w, b
