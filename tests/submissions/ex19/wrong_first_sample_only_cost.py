# wrong: returned in the loop
# diagnoses: first-sample-only
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def compute_cost(X, y, w, b):
    total = 0
    for i in range(len(y)):
        p = sigmoid(X[i] @ w + b)
        total -= y[i] * np.log(p) + (1 - y[i]) * np.log(1 - p)
        return total / len(y)


def compute_gradient(X, y, w, b):
    error = sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
