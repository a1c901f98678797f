# wrong: the gradient's keys begin with d
# diagnoses:
import numpy as np


def forward(X, params):
    return np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


def compute_gradient(X, y, params):
    m = len(y)
    A = np.tanh(X @ params["W1"] + params["b1"])
    error = A @ params["W2"] + params["b2"] - y
    dZ = np.outer(error, params["W2"]) * (1 - A**2)
    return {"dW1": X.T @ dZ / m, "db1": dZ.sum(axis=0) / m, "dW2": A.T @ error / m, "db2": error.sum() / m}


def update(X, y, params, alpha):
    grads = compute_gradient(X, y, params)
    return {k: params[k] - alpha * grads["d" + k] for k in params}
