# wrong: the gradient of the cost without its half, and a step without alpha
# diagnoses: doubled-gradient; ignored-alpha
import numpy as np


def compute_gradient(x, y, w, b):
    n = len(x)
    y_pred = w * x + b
    return (2 / n) * np.sum((y_pred - y) * x), (2 / n) * np.sum(y_pred - y)


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return w - dw, b - db
