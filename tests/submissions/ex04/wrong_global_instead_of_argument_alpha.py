# wrong: the step uses the learning rate at the top of the file
# diagnoses: global-instead-of-argument
import numpy as np

learning_rate = 0.02


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w = w - learning_rate * dw
    b = b - learning_rate * db
    return w, b
