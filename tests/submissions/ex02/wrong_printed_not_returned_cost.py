# wrong: the cost is printed
# diagnoses: printed-not-returned
import numpy as np


def compute_cost(x, y, w, b):
    cost = np.mean((w * x + b - y) ** 2) / 2
    print("cost:", cost)


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)
