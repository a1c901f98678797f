# wrong: db grows in the inner loop, and nothing is divided
# diagnoses: bias-per-feature; missing-mean
import numpy as np


def compute_gradient(X, y, w, b):
    dw = np.zeros_like(w)
    db = 0.0
    for row, target in zip(X, y):
        error = (row @ w + b - target)[0]
        for j, value in enumerate(row):
            dw[j] += error * value
            db += error
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
