# wrong: mean error times mean of each column
# diagnoses: mean-of-each-factor
import numpy as np


def compute_gradient(X, y, w, b):
    mean_error = np.mean(X @ w + b - y)
    column_means = X.mean(axis=0).reshape(-1, 1)
    return mean_error * column_means, mean_error


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
