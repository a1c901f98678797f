# wrong: the model's bias is the one at the top of the file
# diagnoses: global-instead-of-argument
import numpy as np

bias = -0.5


def compute_gradient(X, y, w, b):
    y_hat = X @ w + bias
    return X.T @ (y_hat - y) / len(y), np.mean(y_hat - y)


def update(X, y, w, b, alpha):
    grads = compute_gradient(X, y, w, b)
    w = w - alpha * grads[0]
    b = b - alpha * grads[1]
    return w, b


def compute_cost(X, y, w, b):
    return np.sum((np.dot(X, w) + b - y) ** 2) / (2 * len(y))


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    J_history = [compute_cost(X, y, w, b)]
    for i in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        J_history.append(compute_cost(X, y, w, b))
    return w, b, J_history
