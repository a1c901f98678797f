# wrong: descend prints the path
# diagnoses: printed-not-returned
import numpy as np


def compute_gradient(x):
    return 1.6 * x**3 - 4 * x + 0.5


def update(x, alpha):
    return x - alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    x = x0
    print(x)
    for _ in range(n_steps):
        x = update(x, alpha)
        print(x)
