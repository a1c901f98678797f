# wrong: X and w are multiplied the wrong way round
# diagnoses:
import numpy as np


def compute_gradient(X, y, w, b):
    error = np.dot(w, X) + b - y
    return np.dot(X.T, error) / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
