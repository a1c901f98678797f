# wrong: the new parameters are only printed
# diagnoses: printed-not-returned
import numpy as np


def compute_gradient(X, y, w, b):
    m = X.shape[0]
    y_pred = np.dot(X, w) + b
    dw = (1 / m) * np.dot(X.T, (y_pred - y))
    db = (1 / m) * np.sum(y_pred - y)
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    print(w - alpha * dw, b - alpha * db)


def compute_cost(X, y, w, b):
    return np.sum((np.dot(X, w) + b - y) ** 2) / (2 * len(y))


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    J_history = [compute_cost(X, y, w, b)]
    for i in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        J_history.append(compute_cost(X, y, w, b))
    return w, b, J_history
