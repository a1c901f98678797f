# right: helper functions hand a cache from the way forward to the way back
import numpy as np


def linear_forward(A, W, b):
    return A @ W + b


def tanh_backward(dA, A):
    return dA * (1 - np.power(A, 2))


def forward_propagation(X, params):
    Z1 = linear_forward(X, params["W1"], params["b1"])
    A1 = np.tanh(Z1)
    out = linear_forward(A1, params["W2"], params["b2"])
    cache = {"Z1": Z1, "A1": A1, "out": out}
    return out, cache


def forward(X, params):
    out, _ = forward_propagation(X, params)
    return out


def backward_propagation(X, y, params, cache):
    m = y.shape[0]
    dout = (1 / m) * (cache["out"] - y)
    dW2 = np.dot(cache["A1"].T, dout)
    db2 = np.sum(dout)
    dA1 = np.multiply.outer(dout, params["W2"])
    dZ1 = tanh_backward(dA1, cache["A1"])
    dW1 = np.dot(X.T, dZ1)
    db1 = np.sum(dZ1, axis=0)
    return dW1, db1, dW2, db2


def compute_gradient(X, y, params):
    _, cache = forward_propagation(X, params)
    dW1, db1, dW2, db2 = backward_propagation(X, y, params, cache)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def update(X, y, params, alpha):
    grads = compute_gradient(X, y, params)
    W1 = params["W1"] - alpha * grads["W1"]
    b1 = params["b1"] - alpha * grads["b1"]
    W2 = params["W2"] - alpha * grads["W2"]
    b2 = params["b2"] - alpha * grads["b2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
