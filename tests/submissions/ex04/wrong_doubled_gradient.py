# wrong: 2/m, as for a cost without the half
# diagnoses: doubled-gradient
import numpy as np


def compute_gradient(X, y, w, b):
    m = X.shape[0]
    y_pred = np.dot(X, w) + b
    dw = (2 / m) * np.dot(X.T, (y_pred - y))
    db = (2 / m) * np.sum(y_pred - y)
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
