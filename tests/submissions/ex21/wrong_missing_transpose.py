# wrong: dW1 comes out as (h, n)
# diagnoses: missing-transpose
import numpy as np


def forward(X, params):
    return np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


def compute_gradient(X, y, params):
    m = len(y)
    A = np.tanh(X @ params["W1"] + params["b1"])
    error = A @ params["W2"] + params["b2"] - y
    dZ = np.outer(error, params["W2"]) * (1 - A**2)
    return {"W1": dZ.T @ X / m, "b1": dZ.sum(axis=0) / m, "W2": A.T @ error / m, "b2": error.sum() / m}


def update(X, y, params, alpha):
    grads = compute_gradient(X, y, params)
    return {
        "W1": params["W1"] - alpha * grads["W1"].T,
        "b1": params["b1"] - alpha * grads["b1"],
        "W2": params["W2"] - alpha * grads["W2"],
        "b2": params["b2"] - alpha * grads["b2"],
    }
