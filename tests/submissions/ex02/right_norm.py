# right: the norm, squared again
import numpy as np


def compute_cost(x, y, w, b):
    return 0.5 * np.linalg.norm(w * x + b - y) ** 2 / len(x)


def compute_gradient(x, y, w, b):
    A = np.vstack([x, np.ones(len(x))])
    return A @ (w * x + b - y) / len(x)
