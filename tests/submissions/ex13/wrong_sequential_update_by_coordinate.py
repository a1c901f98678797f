# wrong: each weight with the error of the ones before
# diagnoses: sequential-update [w[0], w[1], b]
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.dot(x_i, w) + b - y_i
    return error * x_i, error


def update(x_i, y_i, w, b, alpha):
    w = w.copy()
    for j in range(len(w)):
        w[j] = w[j] - alpha * (x_i @ w + b - y_i) * x_i[j]
    b = b - alpha * (x_i @ w + b - y_i)
    return w, b


def epoch(X, y, w, b, alpha, order):
    for i in order:
        w, b = update(X[i], y[i], w, b, alpha)
    return w, b
