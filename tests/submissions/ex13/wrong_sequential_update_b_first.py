# wrong: w's slope at the new b
# diagnoses: sequential-update [b, w]
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.sum(w * x_i) + b - y_i
    return x_i * error, error


def update(x_i, y_i, w, b, alpha):
    b = b - alpha * (x_i @ w + b - y_i)
    w = w - alpha * (x_i @ w + b - y_i) * x_i
    return w, b


def epoch(X, y, w, b, alpha, order):
    m = len(order)
    for k in range(m):
        i = order[k]
        w, b = update(X[i, :], y[i], w, b, alpha)
    return w, b
