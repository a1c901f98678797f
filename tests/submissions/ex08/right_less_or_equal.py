# right: <= where the task says <; no float is ever exactly epsilon
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    n = 0
    while True:
        g = np.array(compute_gradient(x, y, w, b))
        done = np.all(np.abs(g) <= epsilon)
        if done or n >= max_iterations:
            return w, b, n, done
        w, b = np.array([w, b]) - alpha * g
        n += 1
