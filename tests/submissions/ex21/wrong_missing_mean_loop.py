# wrong: the sums are never divided
# diagnoses: missing-mean
import numpy as np


def forward(X, params):
    Z1 = np.dot(X, params["W1"]) + params["b1"]
    A1 = np.tanh(Z1)
    out = np.dot(A1, params["W2"]) + params["b2"]
    return out


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
    return grads


def update(X, y, params, alpha):
    grads = compute_gradient(X, y, params)
    W1 = params["W1"] - alpha * grads["W1"]
    b1 = params["b1"] - alpha * grads["b1"]
    W2 = params["W2"] - alpha * grads["W2"]
    b2 = params["b2"] - alpha * grads["b2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
