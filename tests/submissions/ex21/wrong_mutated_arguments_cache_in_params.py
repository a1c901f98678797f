# wrong: the way forward leaves its cache in params
# diagnoses: mutated-arguments
import numpy as np


def forward(X, params):
    params["A1"] = np.tanh(X @ params["W1"] + params["b1"])
    return params["A1"] @ params["W2"] + params["b2"]


def compute_gradient(X, y, params):
    m = len(y)
    error = forward(X, params) - y
    A = params.pop("A1")
    dZ = np.outer(error, params["W2"]) * (1 - A**2)
    return {"W1": X.T @ dZ / m, "b1": dZ.sum(axis=0) / m, "W2": A.T @ error / m, "b2": error.sum() / m}


def update(X, y, params, alpha):
    grads = compute_gradient(X, y, params)
    return {k: params[k] - alpha * grads[k] for k in params}
