# wrong: the output layer moves, then the gradient of the hidden one is taken
# diagnoses: sequential-update [W2, b2, W1, b1]
import numpy as np


def forward(X, params):
    Z1 = np.dot(X, params["W1"]) + params["b1"]
    A1 = np.tanh(Z1)
    out = np.dot(A1, params["W2"]) + params["b2"]
    return out


def compute_gradient(X, y, params):
    m = X.shape[0]
    A1 = np.tanh(np.dot(X, params["W1"]) + params["b1"])
    dout = forward(X, params) - y
    dW2 = np.dot(A1.T, dout) / m
    db2 = np.sum(dout) / m
    dA1 = dout.reshape(-1, 1) * params["W2"]
    dZ1 = dA1 * (1 - np.square(A1))
    dW1 = np.dot(X.T, dZ1) / m
    db1 = np.sum(dZ1, axis=0) / m
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def update(X, y, params, alpha):
    new = {k: np.array(v) for k, v in params.items()}
    grads = compute_gradient(X, y, new)
    new["W2"] = new["W2"] - alpha * grads["W2"]
    new["b2"] = new["b2"] - alpha * grads["b2"]
    grads = compute_gradient(X, y, new)
    new["W1"] = new["W1"] - alpha * grads["W1"]
    new["b1"] = new["b1"] - alpha * grads["b1"]
    return new
