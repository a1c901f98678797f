# right: columns of shape (m, 1) and (n, 1) inside, flat outside
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(X, w, b):
    return sigmoid(X @ w.reshape(-1, 1) + b)


def compute_cost(X, y, w, b):
    A = forward(X, w, b)
    Y = y.reshape(-1, 1)
    cost = -(Y.T @ np.log(A) + (1 - Y).T @ np.log(1 - A)) / len(y)
    return np.squeeze(cost)


def compute_gradient(X, y, w, b):
    dZ = forward(X, w, b) - y.reshape(-1, 1)
    dw = X.T @ dZ / X.shape[0]
    db = np.sum(dZ) / X.shape[0]
    return dw.flatten(), db


def update(X, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    w = w - alpha * dj_dw
    b = b - alpha * dj_db
    return w, b
