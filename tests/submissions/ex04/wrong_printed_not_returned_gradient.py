# wrong: the gradient is printed, as in the notebook's cell
# diagnoses: printed-not-returned
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    dw = X.T @ error / len(y)
    db = np.mean(error)
    print(f"dw: {dw}")
    print(f"db: {db}")


def update(X, y, w, b, alpha):
    error = X @ w + b - y
    return w - alpha * X.T @ error / len(y), b - alpha * np.mean(error)
