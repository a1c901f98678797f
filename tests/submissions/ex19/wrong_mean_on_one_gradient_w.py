# wrong: only dw is averaged
# diagnoses: mean-on-one-gradient [w]
import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def compute_cost(X, y, w, b):
    p = sigmoid(X @ w + b)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def compute_gradient(X, y, w, b):
    error = sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.sum(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
