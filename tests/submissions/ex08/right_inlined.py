# right: descend does not use the other two functions
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    count = 0
    error = w * x + b - y
    while (abs(np.mean(error * x)) >= epsilon or abs(np.mean(error)) >= epsilon) and count < max_iterations:
        w, b = w - alpha * np.mean(error * x), b - alpha * np.mean(error)
        error = w * x + b - y
        count += 1
    return w, b, count, not (abs(np.mean(error * x)) >= epsilon or abs(np.mean(error)) >= epsilon)
