# wrong: the pair is unpacked the other way round, and b becomes a column
# diagnoses: swapped-gradients
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    db, dw = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
