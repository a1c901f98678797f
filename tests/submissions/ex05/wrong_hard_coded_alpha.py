# wrong: alpha is set again inside
# diagnoses: hard-coded-alpha
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
    alpha = 0.001
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def compute_cost(X, y, w, b):
    return np.sum((np.dot(X, w) + b - y) ** 2) / (2 * len(y))


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    J_history = [compute_cost(X, y, w, b)]
    for i in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        J_history.append(compute_cost(X, y, w, b))
    return w, b, J_history
