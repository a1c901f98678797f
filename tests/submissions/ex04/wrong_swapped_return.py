# wrong: db comes first, as in another course
# diagnoses: swapped-return
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    dj_dw = X.T @ error / len(y)
    dj_db = np.mean(error)
    return dj_db, dj_dw


def update(X, y, w, b, alpha):
    dj_db, dj_dw = compute_gradient(X, y, w, b)
    w = w - alpha * dj_dw
    b = b - alpha * dj_db
    return w, b
