# right: any number of layers in a list, walked forwards and backwards
import numpy as np


def unpack(params):
    return [(params["W1"], params["b1"]), (params["W2"].reshape(-1, 1), np.array([params["b2"]]))]


def run(X, layers):
    activations = [X]
    for depth, (W, b) in enumerate(layers):
        z = activations[-1] @ W + b
        last = depth == len(layers) - 1
        activations.append(z if last else np.tanh(z))
    return activations


def forward(X, params):
    return run(X, unpack(params))[-1][:, 0]


def compute_gradient(X, y, params):
    layers = unpack(params)
    activations = run(X, layers)
    delta = (activations[-1] - y[:, None]) / len(y)
    found = []
    for depth in reversed(range(len(layers))):
        found.append((activations[depth].T @ delta, delta.sum(axis=0)))
        if depth:
            delta = delta @ layers[depth][0].T * (1 - activations[depth] ** 2)
    (dW2, db2), (dW1, db1) = found
    return {"W1": dW1, "b1": db1, "W2": dW2[:, 0], "b2": db2}


def update(X, y, params, alpha):
    g = compute_gradient(X, y, params)
    new = {key: params[key] - alpha * g[key] for key in ("W1", "b1", "W2")}
    new["b2"] = params["b2"] - alpha * g["b2"][0]
    return new
