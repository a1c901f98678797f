# right: two plain assignments in a row, but both slopes are numbers by then
import numpy as np


def compute_gradient(x, y, w, b):
    error = (w * x + b) - y
    return (error * x).mean(), error.mean()


def update(x, y, w, b, alpha):
    dw = compute_gradient(x, y, w, b)[0]
    db = compute_gradient(x, y, w, b)[1]
    b -= alpha * db
    w -= alpha * dw
    return w, b
