# wrong: the gradient is scaled to length one
# diagnoses:
import numpy as np


def compute_gradient(x_i, y_i, w, b):
    error = np.dot(x_i, w) + b - y_i
    return error * x_i, error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    length = np.sqrt(np.sum(dw**2) + db**2)
    return w - alpha * dw / length, b - alpha * db / length


def epoch(X, y, w, b, alpha, order):
    m = len(order)
    for k in range(m):
        i = order[k]
        w, b = update(X[i, :], y[i], w, b, alpha)
    return w, b
