# right: np.matrix, where * is the product of matrices
import numpy as np


def as_matrices(params):
    W2 = np.matrix(params["W2"]).T
    return np.matrix(params["W1"]), np.matrix(params["b1"]), W2, params["b2"]


def layers(X, params):
    W1, b1, W2, b2 = as_matrices(params)
    A = np.tanh(np.matrix(X) * W1 + b1)
    return A, A * W2 + b2


def forward(X, params):
    return np.asarray(layers(X, params)[1]).ravel()


def compute_gradient(X, y, params):
    m = len(y)
    W1, b1, W2, b2 = as_matrices(params)
    A, out = layers(X, params)
    error = (out - np.matrix(y).T) / m
    delta = np.multiply(error * W2.T, 1 - np.multiply(A, A))
    return {
        "W1": np.asarray(np.matrix(X).T * delta),
        "b1": np.asarray(delta.sum(axis=0)).ravel(),
        "W2": np.asarray(A.T * error).ravel(),
        "b2": error.sum(),
    }


def update(X, y, params, alpha):
    g = compute_gradient(X, y, params)
    return dict((name, params[name] - alpha * g[name]) for name in ("W1", "b1", "W2", "b2"))
