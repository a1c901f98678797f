# wrong: solves the normal equation and invents a straight cost curve
# diagnoses:
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    A = np.hstack([X, np.ones((len(X), 1))])
    theta = np.linalg.lstsq(A, y, rcond=None)[0]
    first = np.mean((X @ w + b - y) ** 2) / 2
    last = np.mean((A @ theta - y) ** 2) / 2
    return theta[:-1], theta[-1, 0], np.linspace(first, last, num_iterations + 1)
