# wrong: dj_dw is left as a sum
# diagnoses: mean-on-one-gradient [b]
import numpy as np


def compute_cost(x, y, w, b):
    m = x.shape[0]
    return (1 / (2 * m)) * np.sum(np.square(w * x + b - y))


def compute_gradient(x, y, w, b):
    e = w * x + b - y
    return e @ x, np.average(e)
