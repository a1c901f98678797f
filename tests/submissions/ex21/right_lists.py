# right: lists and comprehensions go out, and zip does the sums
from math import tanh


def dot(u, v):
    return sum(a * b for a, b in zip(u, v))


def hidden(X, params):
    columns = list(zip(*params["W1"]))
    return [[tanh(dot(row, c) + b) for c, b in zip(columns, params["b1"])] for row in X]


def forward(X, params):
    return [dot(a, params["W2"]) + params["b2"] for a in hidden(X, params)]


def compute_gradient(X, y, params):
    m = len(y)
    A = hidden(X, params)
    errors = [(dot(a, params["W2"]) + params["b2"] - t) / m for a, t in zip(A, y)]
    deltas = [[e * w * (1 - u * u) for u, w in zip(a, params["W2"])] for a, e in zip(A, errors)]
    return {
        "W1": [[dot(x, d) for d in zip(*deltas)] for x in zip(*X)],
        "b1": [sum(d) for d in zip(*deltas)],
        "W2": [dot(errors, a) for a in zip(*A)],
        "b2": sum(errors),
    }


def update(X, y, params, alpha):
    g = compute_gradient(X, y, params)
    return {
        "W1": [[w - alpha * d for w, d in zip(*rows)] for rows in zip(params["W1"], g["W1"])],
        "b1": [w - alpha * d for w, d in zip(params["b1"], g["b1"])],
        "W2": [w - alpha * d for w, d in zip(params["W2"], g["W2"])],
        "b2": params["b2"] - alpha * g["b2"],
    }
