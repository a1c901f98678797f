# right: biases as weights of a column of ones
import numpy as np


def with_ones(A):
    return np.hstack([A, np.ones((A.shape[0], 1))])


def joined(params):
    V1 = np.vstack([params["W1"], params["b1"]])
    V2 = np.append(params["W2"], params["b2"])
    return V1, V2


def forward(X, params):
    V1, V2 = joined(params)
    return with_ones(np.tanh(with_ones(X) @ V1)) @ V2


def compute_gradient(X, y, params):
    V1, V2 = joined(params)
    H = np.tanh(with_ones(X) @ V1)
    e = with_ones(H) @ V2 - y
    D = e[:, None] * V2[:-1] * (1 - H**2)
    G1 = with_ones(X).T @ D / len(y)
    G2 = with_ones(H).T @ e / len(y)
    return {"W1": G1[:-1], "b1": G1[-1], "W2": G2[:-1], "b2": G2[-1]}


def update(X, y, params, alpha):
    slopes = compute_gradient(X, y, params)
    return {name: params[name] - alpha * slopes[name] for name in slopes}
