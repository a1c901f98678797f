# wrong: divided by the number of weights
# diagnoses: mean-over-features
import numpy as np


def compute_gradient(X, y, w, b):
    dw = np.zeros_like(w)
    db = 0
    for i in range(X.shape[0]):
        err = (X[i] @ w + b - y[i])[0]
        dw += err * X[i].reshape(-1, 1)
        db += err
    return dw / len(w), db / len(w)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db
