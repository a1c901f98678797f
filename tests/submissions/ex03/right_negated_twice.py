# right: the error is y minus prediction, and the sign is given back in front
import numpy as np


def compute_gradient(x, y, w, b):
    n = len(x)
    y_pred = w * x + b
    d_w = -(1 / n) * np.sum(x * (y - y_pred))
    d_b = -(1 / n) * np.sum(y - y_pred)
    return d_w, d_b


def update(x, y, w, b, alpha):
    d_w, d_b = compute_gradient(x, y, w, b)
    w = w - alpha * d_w
    b = b - alpha * d_b
    return (w, b)
