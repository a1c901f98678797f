# right: plain loops and math.tanh, one number at a time
import math


def hidden_units(x, params):
    n, h = len(params["W1"]), len(params["b1"])
    units = []
    for p in range(h):
        z = params["b1"][p]
        for j in range(n):
            z += x[j] * params["W1"][j][p]
        units.append(math.tanh(z))
    return units


def forward(X, params):
    out = []
    for x in X:
        a = hidden_units(x, params)
        total = params["b2"]
        for p in range(len(a)):
            total += a[p] * params["W2"][p]
        out.append(total)
    return out


def compute_gradient(X, y, params):
    m, n, h = len(X), len(X[0]), len(params["b1"])
    dW1 = [[0.0] * h for _ in range(n)]
    db1 = [0.0] * h
    dW2 = [0.0] * h
    db2 = 0.0
    out = forward(X, params)
    for i in range(m):
        a = hidden_units(X[i], params)
        error = out[i] - y[i]
        db2 += error / m
        for p in range(h):
            dW2[p] += error * a[p] / m
            delta = error * params["W2"][p] * (1 - a[p] ** 2)
            db1[p] += delta / m
            for j in range(n):
                dW1[j][p] += delta * X[i][j] / m
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def update(X, y, params, alpha):
    g = compute_gradient(X, y, params)
    n, h = len(g["W1"]), len(g["b1"])
    return {
        "W1": [[params["W1"][j][p] - alpha * g["W1"][j][p] for p in range(h)] for j in range(n)],
        "b1": [params["b1"][p] - alpha * g["b1"][p] for p in range(h)],
        "W2": [params["W2"][p] - alpha * g["W2"][p] for p in range(h)],
        "b2": params["b2"] - alpha * g["b2"],
    }
