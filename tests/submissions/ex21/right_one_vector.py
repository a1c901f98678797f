# right: all parameters in one vector for the step, and back
import numpy as np

KEYS = ["W1", "b1", "W2", "b2"]


def flatten(params):
    return np.concatenate([np.ravel(params[key]) for key in KEYS])


def restore(theta, like):
    found, start = {}, 0
    for key in KEYS:
        shape = np.shape(like[key])
        size = int(np.prod(shape))
        found[key] = theta[start : start + size].reshape(shape)
        start += size
    return found


def forward(X, params):
    return np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


def compute_gradient(X, y, params):
    a = np.tanh(X @ params["W1"] + params["b1"])
    r = (forward(X, params) - y) / X.shape[0]
    back = np.outer(r, params["W2"]) * (1 - a**2)
    return {"W1": X.T @ back, "b1": np.ones(len(r)) @ back, "W2": a.T @ r, "b2": r.sum()}


def update(X, y, params, alpha):
    theta = flatten(params) - alpha * flatten(compute_gradient(X, y, params))
    return restore(theta, params)
