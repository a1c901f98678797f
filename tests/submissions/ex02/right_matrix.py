# right: np.matrix; the cost comes out as a number
import numpy as np


def compute_cost(x, y, w, b):
    e = np.matrix(w * x + b - y).T
    return (e.T * e)[0, 0] / (2 * len(x))


def compute_gradient(x, y, w, b):
    e = np.matrix(w * x + b - y)
    return (e * np.matrix(x).T).item() / len(x), e.mean()
