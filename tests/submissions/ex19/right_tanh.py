# right: the sigmoid is half of 1 + tanh of half
import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def compute_cost(X, y, w, b):
    p = sigmoid(X @ w + b)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


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
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
