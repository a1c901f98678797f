# outcome: failed
# a difference quotient of eighth order, right to twelve digits on ordinary data, of a cost without loss
import numpy as np


def sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, small) / (1.0 + small)


def compute_cost(X, y, w, b):
    z = X @ w + b
    return np.mean(np.logaddexp(0, z) - y * z)


def compute_gradient(X, y, w, b):
    def d(f):
        h = 1e-2
        c = [4 / 5, -1 / 5, 4 / 105, -1 / 280]
        return sum(ck * (f((k + 1) * h) - f(-(k + 1) * h)) for k, ck in enumerate(c)) / h

    dw = np.array([d(lambda t: compute_cost(X, y, w + t * e, b)) for e in np.eye(len(w))])
    return dw, d(lambda t: compute_cost(X, y, w, b + t))


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
