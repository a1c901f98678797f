# wrong: compute_gradient is called gradient
# diagnoses:
import numpy as np


def gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
