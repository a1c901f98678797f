# wrong: no b in the prediction, and 1/(2m) in front
# diagnoses: missing-bias; halved-gradient
import numpy as np


def compute_gradient(x, y, w, b):
    m = len(x)
    h = np.dot(x, w)
    return (1 / (2 * m)) * np.dot(h - y, x), (1 / (2 * m)) * np.sum(h - y)


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return w - alpha * dw, b - alpha * db
