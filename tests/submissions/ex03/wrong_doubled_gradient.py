# wrong: the 2/n of the plain mean squared error, although this cost has a half
# diagnoses: doubled-gradient
import numpy as np


def compute_gradient(x, y, w, b):
    n = len(x)
    y_pred = w * x + b
    dw = (-2 / n) * np.sum(x * (y - y_pred))
    db = (-2 / n) * np.sum(y - y_pred)
    return dw, db


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b
