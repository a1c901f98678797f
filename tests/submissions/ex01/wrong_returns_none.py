# wrong: no return
# diagnoses:
import numpy as np


def compute_gradient(w):
    return 2 * np.float64(w)


def update(w, alpha):
    w = w - alpha * compute_gradient(w)
