# wrong: sums instead of means, and b's gradient is taken at the new w
# diagnoses: missing-mean; sequential-update [w, b]
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.sum(error * x), np.sum(error)


def update(x, y, w, b, alpha):
    w = w - alpha * compute_gradient(x, y, w, b)[0]
    b = b - alpha * compute_gradient(x, y, w, b)[1]
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
