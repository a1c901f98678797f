# wrong: the prediction is w x, b never takes part
# diagnoses: missing-bias
import numpy as np


def compute_gradient(x, y, w, b):
    prediction = w * x
    diff = prediction - y
    return np.mean(diff * x), np.mean(diff)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db
