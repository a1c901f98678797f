# wrong: a random gradient of the right shapes
# diagnoses:
import numpy as np


def compute_gradient(X, y, w, b):
    return np.random.randn(*w.shape), np.random.randn()


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
