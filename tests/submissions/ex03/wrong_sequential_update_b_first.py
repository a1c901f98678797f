# wrong: b is updated before w's gradient is taken
# diagnoses: sequential-update [b, w]
import numpy as np


def compute_gradient(x, y, w, b):
    e = (w * x + b) - y
    return np.dot(e, x) / len(x), e.sum() / len(x)


def update(x, y, w, b, alpha):
    b = b - alpha * compute_gradient(x, y, w, b)[1]
    w = w - alpha * compute_gradient(x, y, w, b)[0]
    return w, b
