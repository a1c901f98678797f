# wrong: the gradient of squared errors, 2/m
# diagnoses: doubled-gradient; sigmoid-derivative-kept
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def compute_cost(X, y, w, b):
    p = sigmoid(X @ w + b)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def compute_gradient(X, y, w, b):
    p = sigmoid(X @ w + b)
    delta = 2 * (p - y) * p * (1 - p)
    return X.T @ delta / len(y), np.mean(delta)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
