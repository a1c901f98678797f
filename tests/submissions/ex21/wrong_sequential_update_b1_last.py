# wrong: three at once, then b1
# diagnoses: sequential-update [W1, W2, b2, b1]
import numpy as np


def forward(X, params):
    return np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


def compute_gradient(X, y, params):
    m = len(y)
    A = np.tanh(X @ params["W1"] + params["b1"])
    error = A @ params["W2"] + params["b2"] - y
    dZ = np.outer(error, params["W2"]) * (1 - A**2)
    return {"W1": X.T @ dZ / m, "b1": dZ.sum(axis=0) / m, "W2": A.T @ error / m, "b2": error.sum() / m}


def update(X, y, params, alpha):
    g = compute_gradient(X, y, params)
    new = {k: params[k] - alpha * g[k] for k in ("W1", "W2", "b2")}
    new["b1"] = params["b1"]
    new["b1"] = params["b1"] - alpha * compute_gradient(X, y, new)["b1"]
    return new
