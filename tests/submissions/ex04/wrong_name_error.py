# wrong: error is used before it exists
# diagnoses:
import numpy as np


def compute_gradient(X, y, w, b):
    dw = X.T @ errors / len(y)
    db = np.mean(errors)
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
