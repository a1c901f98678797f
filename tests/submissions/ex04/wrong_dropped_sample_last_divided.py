# wrong: slices end at -1
# diagnoses: dropped-sample
import numpy as np


def compute_gradient(X, y, w, b):
    X_train, y_train = X[:-1], y[:-1]
    error = X_train @ w + b - y_train
    return X_train.T @ error / len(X_train), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
