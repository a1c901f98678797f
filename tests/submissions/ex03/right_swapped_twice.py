# right: the helper's pair is the other way round, and so is the unpacking
import numpy as np


def _grads(x, y, w, b):
    e = w * x + b - y
    return e.mean(), (e * x).mean()


def compute_gradient(x, y, w, b):
    db, dw = _grads(x, y, w, b)
    return dw, db


def update(x, y, w, b, alpha):
    db, dw = _grads(x, y, w, b)
    b, w = b - alpha * db, w - alpha * dw
    return w, b
