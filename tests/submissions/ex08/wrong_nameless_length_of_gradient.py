# wrong: the length of the gradient is compared with epsilon
# diagnoses:
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    n_steps = 0
    while n_steps < max_iterations and np.linalg.norm(compute_gradient(x, y, w, b)) >= epsilon:
        w, b = update(x, y, w, b, alpha)
        n_steps += 1
    return w, b, n_steps, np.linalg.norm(compute_gradient(x, y, w, b)) < epsilon
