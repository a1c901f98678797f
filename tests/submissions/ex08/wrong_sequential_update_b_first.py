# wrong: b is updated before w's gradient is taken
# diagnoses: sequential-update [b, w]
import numpy as np


def compute_gradient(x, y, w, b):
    e = (w * x + b) - y
    return np.dot(e, x) / len(x), e.sum() / len(x)


def update(x, y, w, b, alpha):
    b = b - alpha * compute_gradient(x, y, w, b)[1]
    w = w - alpha * compute_gradient(x, y, w, b)[0]
    return w, b


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    for n_steps in range(max_iterations):
        dj_dw, dj_db = compute_gradient(x, y, w, b)
        if abs(dj_dw) < epsilon and abs(dj_db) < epsilon:
            return w, b, n_steps, True
        w, b = update(x, y, w, b, alpha)
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w, b, max_iterations, abs(dj_dw) < epsilon and abs(dj_db) < epsilon
