# wrong: y - w x + b without brackets
# diagnoses: bias-subtracted
import numpy as np


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


def compute_gradient(x, y, w, b):
    residual = y - w * x + b
    return -np.mean(residual * x), -np.mean(residual)
