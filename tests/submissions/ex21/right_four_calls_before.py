# right: four calls, all of them before anything changes, and temporaries
import numpy as np


def forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    return np.tanh(X @ W1 + b1) @ W2 + b2


def compute_gradient(X, y, params):
    W1, b1, W2, b2 = params.values()
    A = np.tanh(X @ W1 + b1)
    err = (A @ W2 + b2) - y
    dA = err[:, None] @ W2[None, :]
    dZ = dA * (1 - A * A)
    N = float(len(y))
    return {"b2": err.sum() / N, "W2": err @ A / N, "b1": dZ.sum(axis=0) / N, "W1": X.T @ dZ / N}


def update(X, y, params, alpha):
    params = dict(params)
    tmp_W2 = params["W2"] - alpha * compute_gradient(X, y, params)["W2"]
    tmp_b2 = params["b2"] - alpha * compute_gradient(X, y, params)["b2"]
    tmp_W1 = params["W1"] - alpha * compute_gradient(X, y, params)["W1"]
    tmp_b1 = params["b1"] - alpha * compute_gradient(X, y, params)["b1"]
    params["W1"], params["b1"] = tmp_W1, tmp_b1
    params["W2"], params["b2"] = tmp_W2, tmp_b2
    return params
