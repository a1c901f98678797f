# wrong: the step is subtracted twice
# diagnoses: double-step
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    new_w = w - alpha * dw
    new_b = b - alpha * db
    new_w -= alpha * dw
    new_b -= alpha * db
    return new_w, new_b
