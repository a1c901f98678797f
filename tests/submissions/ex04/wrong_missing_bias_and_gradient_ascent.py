# wrong: no b in the prediction, and a plus in the step
# diagnoses: missing-bias; gradient-ascent
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w = w + alpha * dw
    b = b + alpha * db
    return w, b
