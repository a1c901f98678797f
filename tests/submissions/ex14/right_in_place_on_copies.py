# right: -= on copies
import numpy as np


def batches(m, batch_size, order):
    starts = range(0, m, batch_size)
    return [np.array(order[s:s + batch_size]) for s in starts]


def compute_gradient(X, y, w, b):
    m, n = X.shape
    dw = np.zeros(n)
    db = 0.0
    for i in range(m):
        error = X[i] @ w + b - y[i]
        dw += error * X[i]
        db += error
    dw /= m
    db /= m
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w = w.copy()
    w -= alpha * dw
    b -= alpha * db
    return w, b


def epoch(X, y, w, b, alpha, batch_size, order):
    w = w.copy()
    for batch in batches(len(order), batch_size, order):
        dw, db = compute_gradient(X[batch], y[batch], w, b)
        w -= alpha * dw
        b -= alpha * db
    return w, b
