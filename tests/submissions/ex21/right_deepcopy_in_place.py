# right: in place, on copies of its own
import copy

import numpy as np


def forward(X, params):
    out = np.zeros(len(X))
    out += np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"]
    out += params["b2"]
    return out


def compute_gradient(X, y, params):
    grads = {"W1": None, "b1": None, "W2": None, "b2": None}
    a = np.tanh(X @ params["W1"] + params["b1"])
    err = a @ params["W2"]
    err += params["b2"]
    err -= y
    err /= len(y)
    grads["W2"] = err @ a
    grads["b2"] = err.sum()
    delta = np.outer(err, params["W2"])
    delta *= 1 - a**2
    grads["W1"] = X.T @ delta
    grads["b1"] = delta.sum(0)
    return grads


def update(X, y, params, alpha):
    new_params = copy.deepcopy(params)
    grads = compute_gradient(X, y, params)
    for key in new_params.keys():
        new_params[key] -= alpha * grads[key]
    return new_params
