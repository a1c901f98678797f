# wrong: the residual is worked out inside y
# diagnoses: mutated-arguments
import numpy as np


def compute_gradient(X, y, w, b):
    residual = y
    residual -= X @ w
    residual -= b
    return -X.T @ residual / len(y), -np.mean(residual)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
