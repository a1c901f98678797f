# wrong: J is differenced, not differentiated
# diagnoses: difference-quotient
import numpy as np


def forward(X, params):
    return np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


def cost(X, y, params):
    return np.mean((forward(X, params) - y) ** 2) / 2


def compute_gradient(X, y, params, eps=1e-5):
    grads = {}
    for name, value in params.items():
        value = np.array(value, dtype=float)
        grad = np.zeros(value.shape)
        for place in np.ndindex(*value.shape):
            shift = np.zeros(value.shape)
            shift[place] = eps
            plus = cost(X, y, {**params, name: value + shift})
            minus = cost(X, y, {**params, name: value - shift})
            grad[place] = (plus - minus) / (2 * eps)
        grads[name] = grad
    return grads


def update(X, y, params, alpha):
    grads = compute_gradient(X, y, params)
    return {k: params[k] - alpha * grads[k] for k in params}
