# wrong: waits for a small cost, not for a flat place
# diagnoses: cost-for-gradient
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    n_steps = 0
    while n_steps < max_iterations and compute_cost(x, y, w, b) >= epsilon:
        w, b = update(x, y, w, b, alpha)
        n_steps += 1
    return w, b, n_steps, compute_cost(x, y, w, b) < epsilon
