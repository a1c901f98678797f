# wrong: the prediction is X w alone
# diagnoses: missing-bias
import numpy as np


def compute_gradient(X, y, w, b):
    y_hat = X.dot(w)
    return X.T.dot(y_hat - y) / len(X), np.mean(y_hat - y)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
