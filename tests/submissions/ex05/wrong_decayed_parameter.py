# wrong: the parameter is multiplied with alpha instead of its slope
# diagnoses: decayed-parameter
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    dj_dw = np.zeros((n, 1))
    dj_db = 0.0
    for i in range(m):
        err = (X[i] @ w + b - y[i])[0]
        for j in range(n):
            dj_dw[j] += err * X[i, j]
        dj_db += err
    return dj_dw / m, dj_db / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w = w - alpha * w
    b = b - alpha * b
    return w, b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    m = X.shape[0]
    costs = np.zeros(num_iterations + 1)
    for i in range(num_iterations):
        costs[i] = np.sum(np.square(X @ w + b - y)) / (2 * m)
        w, b = update(X, y, w, b, alpha)
    costs[num_iterations] = np.sum(np.square(X @ w + b - y)) / (2 * m)
    return w, b, costs
