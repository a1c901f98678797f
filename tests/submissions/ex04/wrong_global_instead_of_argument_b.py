# wrong: the prediction takes its bias from the top of the file
# diagnoses: global-instead-of-argument
import numpy as np

bias = 0.25


def model(X, w):
    return X @ w + bias


def compute_gradient(X, y, w, b):
    error = model(X, w) - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
