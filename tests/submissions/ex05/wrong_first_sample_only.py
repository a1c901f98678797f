# wrong: return in the loop's first round
# diagnoses: first-sample-only
import numpy as np


def compute_gradient(X, y, w, b):
    m = len(X)
    dw, db = np.zeros_like(w), 0.0
    for x_i, y_i in zip(X, y):
        err = (x_i @ w + b - y_i)[0]
        dw += err * x_i.reshape(-1, 1)
        db += err
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
