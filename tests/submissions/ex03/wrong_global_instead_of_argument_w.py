# wrong: the prediction uses the module's weight instead of the argument w
# diagnoses: global-instead-of-argument
import numpy as np

weight = 0.5


def predict(x, b):
    return weight * x + b


def compute_gradient(x, y, w, b):
    error = predict(x, b) - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db
