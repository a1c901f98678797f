# wrong: the word is printed
# diagnoses: printed-not-returned
import numpy as np


def compute_gradient(p):
    u, v = p
    return np.array([2 * u, -2 * v + v**3])


def update(p, alpha):
    return p - alpha * compute_gradient(p)


def classify(p):
    if np.max(np.abs(compute_gradient(p))) >= 1e-6:
        print("not critical")
    elif 3 * p[1] ** 2 - 2 > 0:
        print("minimum")
    else:
        print("saddle")
