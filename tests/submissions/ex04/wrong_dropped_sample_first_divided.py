# wrong: the first row is skipped, and the mean is taken over the rest
# diagnoses: dropped-sample
import numpy as np


def compute_gradient(X, y, w, b):
    data = np.hstack((X, y))[1:]
    features, target = data[:, :-1], data[:, -1:]
    error = features @ w + b - target
    return features.T @ error / len(data), error.sum() / len(data)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
