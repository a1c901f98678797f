# wrong: the loop begins with sample 1
# diagnoses: dropped-sample
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    dw, db = np.zeros((n, 1)), 0
    for i in range(1, m):
        err = (X[i : i + 1] @ w + b - y[i : i + 1]).item()
        dw = dw + err * X[i : i + 1].T
        db = db + err
    return dw / m, db / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    tmp_w = w - alpha * dw
    tmp_b = b - alpha * db
    return tmp_w, tmp_b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    m = X.shape[0]
    costs = np.zeros(num_iterations + 1)
    for i in range(num_iterations):
        costs[i] = np.sum(np.square(X @ w + b - y)) / (2 * m)
        w, b = update(X, y, w, b, alpha)
    costs[num_iterations] = np.sum(np.square(X @ w + b - y)) / (2 * m)
    return w, b, costs
