# wrong: update uses the learning rate at the top of the file
# diagnoses: global-instead-of-argument
import numpy as np

learning_rate = 0.03


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    w = w - learning_rate * dj_dw
    b = b - learning_rate * dj_db
    return w, b


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    steps = 0
    while True:
        slopes = compute_gradient(x, y, w, b)
        converged = all(-epsilon < s < epsilon for s in slopes)
        if converged or steps == max_iterations:
            return w, b, steps, converged
        w, b = update(x, y, w, b, alpha)
        steps = steps + 1
