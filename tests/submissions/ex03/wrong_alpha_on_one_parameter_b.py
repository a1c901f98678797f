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
