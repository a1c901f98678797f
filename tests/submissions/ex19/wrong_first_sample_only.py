# wrong: returned in the loop
# diagnoses: first-sample-only
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
        dw += err * X[i]
        db += err
        return dw / m, db / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
