# wrong: the hidden layer's gradient is taken with the new W2, inside the way back
# diagnoses: sequential-update [W2, W1, b1, b2]
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
    m = len(y)
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A = np.tanh(X @ W1 + b1)
    error = A @ W2 + b2 - y
    db2 = error.sum() / m
    W2 = W2 - alpha * A.T @ error / m
    error = A @ W2 + b2 - y
    dZ = np.outer(error, W2) * (1 - A**2)
    b1 = b1 - alpha * dZ.sum(axis=0) / m
    W1 = W1 - alpha * X.T @ dZ / m
    b2 = b2 - alpha * db2
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
