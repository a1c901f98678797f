# wrong: err is only another name for x, so x is overwritten
# diagnoses: mutated-arguments
import numpy as np


def compute_gradient(x, y, w, b):
    x_old = np.array(x)
    err = x
    err *= w
    err += b
    err -= y
    return np.dot(err, x_old) / len(err), np.sum(err) / len(err)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db
