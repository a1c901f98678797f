# wrong: the step
# diagnoses: returned-step
import numpy as np


def batches(m, batch_size, order):
    result = []
    for start in range(0, m, batch_size):
        result.append(order[start:start + batch_size])
    return result


def compute_gradient(X, y, w, b):
    error = np.dot(X, w) + b - y
    dw = np.mean(error[:, None] * X, axis=0)
    db = np.mean(error)
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return alpha * dw, alpha * db


def epoch(X, y, w, b, alpha, batch_size, order):
    for batch in batches(len(y), batch_size, order):
        step = update(X[batch], y[batch], w, b, alpha)
        w, b = w - step[0], b - step[1]
    return w, b
