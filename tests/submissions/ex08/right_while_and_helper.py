# right: a helper says whether a point is flat
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def flat_at(x, y, w, b, epsilon):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return (np.abs(dj_dw) < epsilon) & (np.abs(dj_db) < epsilon)


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    steps = 0
    while steps < max_iterations and not flat_at(x, y, w, b, epsilon):
        w, b = update(x, y, w, b, alpha)
        steps += 1
    return w, b, steps, flat_at(x, y, w, b, epsilon)
