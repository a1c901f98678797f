# wrong: the mean error times the mean input
# diagnoses: mean-of-each-factor
import numpy as np


def compute_gradient(x, y, w, b):
    mean_error = np.mean(w * x + b - y)
    return mean_error * np.mean(x), mean_error


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return w - alpha * dw, b - alpha * db
