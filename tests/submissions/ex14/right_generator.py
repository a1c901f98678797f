# right: a generator inside, a list outside
import numpy as np


def chunks(sequence, size):
    while len(sequence) > 0:
        yield sequence[:size]
        sequence = sequence[size:]


def batches(m, batch_size, order):
    return list(chunks(order, batch_size))


def compute_gradient(X, y, w, b):
    e = np.einsum("ij,j->i", X, w) + b - y
    return np.einsum("i,ij->j", e, X) / len(e), e.mean()


def update(X, y, w, b, alpha):
    return tuple(p - alpha * g for p, g in zip((w, b), compute_gradient(X, y, w, b)))


def epoch(X, y, w, b, alpha, batch_size, order):
    for rows in chunks(list(order), batch_size):
        w, b = update(X[rows], y[rows], w, b, alpha)
    return w, b
