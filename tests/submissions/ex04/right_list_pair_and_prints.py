# right: the pair comes back as a list, shapes are printed, a demonstration runs at import
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    print("shapes:", X.shape, y.shape, w.shape, error.shape)
    return [X.T @ error / len(X), np.mean(error)]


def update(X, y, w, b, alpha):
    grads = compute_gradient(X, y, w, b)
    params = [w, b]
    return [p - alpha * g for p, g in zip(params, grads)]


X_demo = np.array([[1.0, 2.0], [3.0, 0.0]])
print(update(X_demo, np.array([[2.0], [2.0]]), np.zeros((2, 1)), 0.0, 0.1))
