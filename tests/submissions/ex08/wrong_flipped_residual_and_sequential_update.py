# wrong: the sign of the error, and two separate updates
# diagnoses: flipped-residual; sequential-update [w, b]
import numpy as np


def compute_gradient(x, y, w, b):
    error = y - w * x - b
    return np.mean(x * error), np.mean(error)


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    w = w - alpha * dw
    dw, db = compute_gradient(x, y, w, b)
    b = b - alpha * db
    return w, b


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    for n_steps in range(max_iterations):
        dj_dw, dj_db = compute_gradient(x, y, w, b)
        if abs(dj_dw) < epsilon and abs(dj_db) < epsilon:
            return w, b, n_steps, True
        w, b = update(x, y, w, b, alpha)
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w, b, max_iterations, abs(dj_dw) < epsilon and abs(dj_db) < epsilon
