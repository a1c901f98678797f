# wrong: return inside the loop
# diagnoses: first-sample-only
import numpy as np


def forward(X, params):
    return np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


def compute_gradient(X, y, params):
    m, n = X.shape
    h = len(params["b1"])
    grads = {"W1": np.zeros((n, h)), "b1": np.zeros(h), "W2": np.zeros(h), "b2": 0.0}
    for i in range(m):
        a = np.tanh(X[i] @ params["W1"] + params["b1"])
        err = a @ params["W2"] + params["b2"] - y[i]
        delta = err * params["W2"] * (1 - a**2)
        grads["W1"] += np.outer(X[i], delta)
        grads["b1"] += delta
        grads["W2"] += err * a
        grads["b2"] += err
        return {k: v / m for k, v in grads.items()}


def update(X, y, params, alpha):
    grads = compute_gradient(X, y, params)
    return {k: params[k] - alpha * grads[k] for k in params}
