# wrong: math.exp of 1000 is an error in Python
# diagnoses:
import math

import numpy as np


def sigmoid(z):
    p = []
    for score in z:
        p.append(1 / (1 + math.exp(-score)))
    return np.array(p)


def compute_cost(X, y, w, b):
    p = sigmoid(X @ w + b)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def compute_gradient(X, y, w, b):
    error = sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
