# right: keeps the 2 of the chain rule and the 2m of the cost
import math

import numpy as np


def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw = (2 / (2 * m)) * np.dot(x, w * x + b - y)
    dj_db = (2 / (2 * m)) * math.fsum(w * x + b - y)
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    derivatives = compute_gradient(x, y, w, b)
    return w + (-alpha) * derivatives[0], b + (-alpha) * derivatives[1]
