# wrong: the mean of the error times the mean of the rest
# diagnoses: mean-of-each-factor
import numpy as np


def forward(X, params):
    return np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


def compute_gradient(X, y, params):
    A = np.tanh(X @ params["W1"] + params["b1"])
    error = np.mean(forward(X, params) - y)
    slope = params["W2"] * (1 - A**2)
    return {
        "W1": error * (X.T @ slope) / len(X),
        "b1": error * slope.mean(axis=0),
        "W2": error * A.mean(axis=0),
        "b2": error,
    }


def update(X, y, params, alpha):
    grads = compute_gradient(X, y, params)
    return {k: params[k] - alpha * grads[k] for k in params}
