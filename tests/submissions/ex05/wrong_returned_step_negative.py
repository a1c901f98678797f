# wrong: update returns the step with its sign
# diagnoses: returned-step
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    delta_w, delta_b = -alpha * dw, -alpha * db
    return delta_w, delta_b


def compute_cost(X, y, w, b):
    return np.sum((np.dot(X, w) + b - y) ** 2) / (2 * len(y))


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    J_history = [compute_cost(X, y, w, b)]
    for i in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        J_history.append(compute_cost(X, y, w, b))
    return w, b, J_history
