# wrong: the prediction is made with the notebook's weight
# diagnoses: global-instead-of-argument
import numpy as np

weight = 3.0


def f(x, b):
    return weight * x + b


def compute_cost(x, y, w, b):
    return np.mean((f(x, b) - y) ** 2) / 2


def compute_gradient(x, y, w, b):
    error = f(x, b) - y
    return np.mean(error * x), np.mean(error)
