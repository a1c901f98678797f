# right: expanded into sums of products, no error anywhere
import numpy as np


def compute_gradient(x, y, w, b):
    m = len(x)
    sx, sy = x.sum(), y.sum()
    sxx, sxy = x @ x, x @ y
    return (w * sxx + b * sx - sxy) / m, (w * sx + b * m - sy) / m


def update(x, y, w, b, alpha):
    m = len(x)
    sx = x.sum()
    # J is a quadratic, so the step is a matrix times the point
    A = np.array([[x @ x, sx], [sx, m]]) / m
    c = np.array([x @ y, y.sum()]) / m
    p = np.array([w, b])
    p = p - alpha * (A @ p - c)
    return p[0], p[1]
