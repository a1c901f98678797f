# wrong: the formulas are written out, and w on the right of the second line is new
# diagnoses: sequential-update [w, b]
import numpy as np


def compute_gradient(x, y, w, b):
    return np.mean((w * x + b - y) * x), np.mean(w * x + b - y)


def update(x, y, w, b, alpha):
    m = len(x)
    w = w - alpha * (1 / m) * np.sum((w * x + b - y) * x)
    b = b - alpha * (1 / m) * np.sum(w * x + b - y)
    return w, b
