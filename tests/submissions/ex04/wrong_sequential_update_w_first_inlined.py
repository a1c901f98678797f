# wrong: the prediction is worked out again with the new w
# diagnoses: sequential-update [w, b]
import numpy as np


def compute_gradient(X, y, w, b):
    m = X.shape[0]
    y_pred = np.dot(X, w) + b
    dw = (1 / m) * np.dot(X.T, (y_pred - y))
    db = (1 / m) * np.sum(y_pred - y)
    return dw, db


def update(X, y, w, b, alpha):
    m = len(y)
    w = w - alpha / m * X.T @ (X @ w + b - y)
    b = b - alpha / m * np.sum(X @ w + b - y)
    return w, b
