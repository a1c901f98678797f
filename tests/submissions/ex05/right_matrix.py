# right: np.matrix all the way
import numpy as np


def compute_gradient(X, y, w, b):
    X, y, w = np.asmatrix(X), np.asmatrix(y), np.asmatrix(w)
    error = X * w + b - y
    return X.T * error / len(y), float(error.mean())


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return np.asmatrix(w) - alpha * dw, b - alpha * db


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    X, y, w = np.asmatrix(X), np.asmatrix(y), np.asmatrix(w)
    m = len(y)
    error = X * w + b - y
    costs = [(error.T * error)[0, 0] / (2 * m)]
    for _ in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        error = X * w + b - y
        costs.append((error.T * error)[0, 0] / (2 * m))
    return w, b, costs
