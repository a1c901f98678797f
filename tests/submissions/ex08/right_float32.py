# right: single precision throughout
import numpy as np


def compute_gradient(x, y, w, b):
    x, y = x.astype(np.float32), y.astype(np.float32)
    error = np.float32(w) * x + np.float32(b) - y
    return np.mean(error * x, dtype=np.float32), np.mean(error, dtype=np.float32)


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return np.float32(w) - np.float32(alpha) * dw, np.float32(b) - np.float32(alpha) * db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    w, b = np.float32(w), np.float32(b)
    n_steps = 0
    while n_steps < max_iterations and max(np.abs(compute_gradient(x, y, w, b))) >= epsilon:
        w, b = update(x, y, w, b, alpha)
        n_steps += 1
    return w, b, n_steps, max(np.abs(compute_gradient(x, y, w, b))) < epsilon
