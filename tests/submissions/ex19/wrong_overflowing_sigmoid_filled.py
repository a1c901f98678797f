# wrong: element by element, with NumPy's exp
# diagnoses: overflowing-sigmoid
import numpy as np


def sigmoid(z):
    p = np.zeros(len(z))
    for k in range(len(z)):
        power = np.exp(z[k])
        p[k] = power / (power + 1)
    return p


def compute_cost(X, y, w, b):
    m = X.shape[0]
    f = sigmoid(np.dot(X, w) + b)
    cost = -np.dot(y, np.log(f)) - np.dot(1 - y, np.log(1 - f))
    return cost / m


def compute_gradient(X, y, w, b):
    error = sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    w = w - alpha * dj_dw
    b = b - alpha * dj_db
    return w, b
