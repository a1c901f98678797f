# right: X and y are shuffled together, then sliced
import numpy as np


def batches(m, batch_size, order):
    n_batches = int(np.ceil(m / batch_size))
    return [order[k * batch_size:min((k + 1) * batch_size, m)] for k in range(n_batches)]


def compute_gradient(X, y, w, b):
    m = y.size
    residual = y - np.matmul(X, w) - b
    return -(1 / m) * np.matmul(residual, X), -(1 / m) * residual.sum()


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    tmp_w = w - alpha * dw
    tmp_b = b - alpha * db
    return tmp_w, tmp_b


def epoch(X, y, w, b, alpha, batch_size, order):
    X, y = X[order], y[order]
    for start in range(0, len(y), batch_size):
        w, b = update(X[start:start + batch_size], y[start:start + batch_size], w, b, alpha)
    return w, b
