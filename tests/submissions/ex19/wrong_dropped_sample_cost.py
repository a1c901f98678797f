# wrong: range from 1
# diagnoses: dropped-sample
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def compute_cost(X, y, w, b):
    m = len(y)
    total = 0
    for i in range(1, m):
        p = sigmoid(X[i] @ w + b)
        total += -y[i] * np.log(p) - (1 - y[i]) * np.log(1 - p)
    return total / m


def compute_gradient(X, y, w, b):
    error = sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
