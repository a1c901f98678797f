# wrong: each weight is stored before the next one's gradient is taken, b comes last
# diagnoses: sequential-update [w[0], w[1], b]
import numpy as np


def compute_gradient(X, y, w, b):
    diff = np.matmul(X, w) + b - y
    dw = np.mean(diff * X, axis=0).reshape(-1, 1)
    db = diff.mean()
    return dw, db


def update(X, y, w, b, alpha):
    w = w.copy()
    for j in range(len(w)):
        dw, db = compute_gradient(X, y, w, b)
        w[j] = w[j] - alpha * dw[j]
    dw, db = compute_gradient(X, y, w, b)
    b = b - alpha * db
    return w, b
