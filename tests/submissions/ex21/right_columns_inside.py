# right: columns (m, 1) and (h, 1) inside, flat outside
import numpy as np


def forward(X, params):
    W2 = params["W2"].reshape(-1, 1)
    out = np.tanh(X @ params["W1"] + params["b1"].reshape(1, -1)) @ W2 + params["b2"]
    return out.flatten()


def compute_gradient(X, y, params):
    m = X.shape[0]
    y = y.reshape(-1, 1)
    W2 = params["W2"].reshape(-1, 1)
    A1 = np.tanh(X @ params["W1"] + params["b1"])
    dZ2 = A1 @ W2 + params["b2"] - y
    dW2 = A1.T @ dZ2 / m
    db2 = np.sum(dZ2, axis=0, keepdims=True) / m
    dZ1 = dZ2 @ W2.T * (1 - np.square(A1))
    dW1 = X.T @ dZ1 / m
    db1 = np.sum(dZ1, axis=0, keepdims=True) / m
    return {"W1": dW1, "b1": db1.ravel(), "W2": dW2.ravel(), "b2": db2.item()}


def update(X, y, params, alpha):
    grads = compute_gradient(X, y, params)
    params = params.copy()
    params["W1"] = params["W1"] - alpha * grads["W1"]
    params["b1"] = params["b1"] - alpha * grads["b1"]
    params["W2"] = params["W2"] - alpha * grads["W2"]
    params["b2"] = params["b2"] - alpha * grads["b2"]
    return params
