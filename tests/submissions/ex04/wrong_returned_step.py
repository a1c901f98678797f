# wrong: the step alone is returned
# diagnoses: returned-step
import numpy as np


def compute_gradient(X, y, w, b):
    diff = np.matmul(X, w) + b - y
    dw = np.mean(diff * X, axis=0).reshape(-1, 1)
    db = diff.mean()
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    step_w = alpha * dw
    step_b = alpha * db
    return step_w, step_b
