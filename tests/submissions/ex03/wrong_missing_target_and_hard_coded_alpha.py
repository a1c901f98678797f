# wrong: y is never used, and neither is alpha
# diagnoses: missing-target; hard-coded-alpha
import numpy as np


def compute_gradient(x, y, w, b):
    prediction = w * x + b
    return np.mean(prediction * x), np.mean(prediction)


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    learning_rate = 0.001
    return w - learning_rate * dw, b - learning_rate * db
