# wrong: no alpha in the step, no cost before the first
# diagnoses: ignored-alpha; cost-recorded-late
import numpy as np


def compute_gradient(X, y, w, b):
    m = X.shape[0]
    y_pred = np.dot(X, w) + b
    dw = (1 / m) * np.dot(X.T, (y_pred - y))
    db = (1 / m) * np.sum(y_pred - y)
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - dw, b - db


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = []
    for i in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        costs.append(np.mean((X @ w + b - y) ** 2) / 2)
    return w, b, costs
