# wrong: the mean of something that was divided by m already
# diagnoses: mean-twice
import numpy as np


def compute_gradient(x, y, w, b):
    n = len(x)
    error = w * x + b - y
    return (1 / n) * np.mean(error * x), (1 / n) * np.mean(error)


def update(x, y, w, b, alpha):
    g_w, g_b = compute_gradient(x, y, w, b)
    w -= alpha * g_w
    b -= alpha * g_b
    return w, b
