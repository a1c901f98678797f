# wrong: the accumulator lives outside the loop over features
# diagnoses: running-accumulator
import numpy as np


def compute_gradient(X, y, w, b):
    m, n = X.shape
    error = X @ w + b - y
    acc, dw = 0.0, []
    for j in range(n):
        for i in range(m):
            acc = acc + error[i, 0] * X[i, j]
        dw.append(acc / m)
    return np.array(dw).reshape(n, 1), error.mean()


def update(X, y, w, b, alpha):
    grads = compute_gradient(X, y, w, b)
    w = w - alpha * grads[0]
    b = b - alpha * grads[1]
    return w, b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = [np.mean((X @ w + b - y) ** 2) / 2]
    for _ in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        costs.append(np.mean((X @ w + b - y) ** 2) / 2)
    return w, b, costs
