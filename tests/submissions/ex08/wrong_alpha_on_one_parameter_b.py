# wrong: w's step lacks alpha
# diagnoses: alpha-on-one-parameter [b]
import numpy as np


def compute_gradient(x, y, w, b):
    f_wb = w * x + b
    return np.mean((f_wb - y) * x), np.mean(f_wb - y)


def update(x, y, w, b, alpha):
    grad_w, grad_b = compute_gradient(x, y, w, b)
    w -= grad_w
    b -= alpha * grad_b
    return w, b


def is_flat(x, y, w, b, epsilon):
    return max(abs(slope) for slope in compute_gradient(x, y, w, b)) < epsilon


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    n_steps = 0
    while n_steps < max_iterations and not is_flat(x, y, w, b, epsilon):
        w, b = update(x, y, w, b, alpha)
        n_steps += 1
    return w, b, n_steps, is_flat(x, y, w, b, epsilon)
