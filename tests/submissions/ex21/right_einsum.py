# right: every sum is an einsum
import numpy as np


def hidden(X, params):
    return np.tanh(np.einsum("ij,jp->ip", X, params["W1"]) + params["b1"])


def forward(X, params):
    return np.einsum("ip,p->i", hidden(X, params), params["W2"]) + params["b2"]


def compute_gradient(X, y, params):
    m = len(y)
    a = hidden(X, params)
    e = forward(X, params) - y
    slope = 1 - np.square(a)
    return {
        "W1": np.einsum("i,p,ip,ij->jp", e, params["W2"], slope, X) / m,
        "b1": np.einsum("i,p,ip->p", e, params["W2"], slope) / m,
        "W2": np.einsum("i,ip->p", e, a) / m,
        "b2": np.einsum("i->", e) / m,
    }


def update(X, y, params, alpha):
    gradient = compute_gradient(X, y, params)
    new = {}
    for name in params:
        new[name] = params[name] - alpha * gradient[name]
    return new
