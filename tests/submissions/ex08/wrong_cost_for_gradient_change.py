# wrong: stops when the cost hardly changes
# diagnoses: cost-for-gradient
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def cost(x, y, w, b):
    return ((w * x + b - y) ** 2).mean() / 2


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    previous = cost(x, y, w, b)
    for n_steps in range(1, max_iterations + 1):
        w, b = update(x, y, w, b, alpha)
        current = cost(x, y, w, b)
        if abs(previous - current) < epsilon:
            return w, b, n_steps, True
        previous = current
    return w, b, max_iterations, False
