# wrong: b comes before w
# diagnoses: swapped-return
import numpy as np


def compute_gradient(X, y, w, b):
    m = X.shape[0]
    y_pred = np.dot(X, w) + b
    dw = (1 / m) * np.dot(X.T, (y_pred - y))
    db = (1 / m) * np.sum(y_pred - y)
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    tmp_w = w - alpha * dw
    tmp_b = b - alpha * db
    return tmp_w, tmp_b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    history = [np.mean((X @ w + b - y) ** 2) / 2]
    for _ in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        history.append(np.mean((X @ w + b - y) ** 2) / 2)
    return b, w, history
