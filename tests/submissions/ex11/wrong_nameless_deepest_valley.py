# wrong: walks to the deeper valley from anywhere
# diagnoses:
import numpy as np


def compute_gradient(x):
    return 1.6 * x**3 - 4 * x + 0.5


def update(x, alpha):
    return x - alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    path = np.linspace(x0, -1.640279, n_steps + 1)
    return path
