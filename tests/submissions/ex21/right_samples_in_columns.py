# right: samples in columns, as some courses have it
import numpy as np


def forward(X, params):
    A0 = X.T
    A1 = np.tanh(params["W1"].T @ A0 + params["b1"][:, None])
    return params["W2"] @ A1 + params["b2"]


def compute_gradient(X, y, params):
    m = len(y)
    A0 = X.T
    A1 = np.tanh(params["W1"].T @ A0 + params["b1"][:, None])
    dZ2 = params["W2"] @ A1 + params["b2"] - y
    dZ1 = params["W2"][:, None] * dZ2 * (1 - np.power(A1, 2))
    grads = {}
    grads["W2"] = dZ2 @ A1.T / m
    grads["b2"] = np.sum(dZ2) / m
    grads["W1"] = (dZ1 @ A0.T / m).T
    grads["b1"] = np.sum(dZ1, axis=1) / m
    return grads


def update(X, y, params, alpha):
    grads = compute_gradient(X, y, params)
    return {name: np.subtract(params[name], np.multiply(alpha, grads[name])) for name in params}
