# right: np.zeros and item assignment in loops over samples
import numpy as np


def forward(X, params):
    m = X.shape[0]
    out = np.zeros(m)
    for i in range(m):
        a = np.tanh(X[i] @ params["W1"] + params["b1"])
        out[i] = np.dot(a, params["W2"]) + params["b2"]
    return out


def compute_gradient(X, y, params):
    m, n = X.shape
    h = params["W1"].shape[1]
    dW1 = np.zeros((n, h))
    db1 = np.zeros(h)
    dW2 = np.zeros(h)
    db2 = 0.0
    for i in range(m):
        a = np.zeros(h)
        for p in range(h):
            a[p] = np.tanh(np.dot(X[i], params["W1"][:, p]) + params["b1"][p])
        err = np.dot(a, params["W2"]) + params["b2"] - y[i]
        for p in range(h):
            d = err * params["W2"][p] * (1 - a[p] ** 2)
            dW2[p] = dW2[p] + err * a[p]
            db1[p] = db1[p] + d
            for j in range(n):
                dW1[j, p] = dW1[j, p] + d * X[i, j]
        db2 = db2 + err
    return {"W1": dW1 / m, "b1": db1 / m, "W2": dW2 / m, "b2": db2 / m}


def update(X, y, params, alpha):
    grads = compute_gradient(X, y, params)
    new = {k: np.copy(v) for k, v in params.items()}
    for k in ("W1", "b1", "W2"):
        new[k] = new[k] - alpha * grads[k]
    new["b2"] = float(params["b2"] - alpha * grads["b2"])
    return new
