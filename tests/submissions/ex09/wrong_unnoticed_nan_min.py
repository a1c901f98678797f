# wrong: min keeps a nan that comes first
# diagnoses: unnoticed-nan
import numpy as np


def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw = 0.0
    dj_db = 0.0
    for i in range(m):
        error = w * x[i] + b - y[i]
        dj_dw += error * x[i] / m
        dj_db += error / m
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    w = w - alpha * dj_dw
    b = b - alpha * dj_db
    return w, b


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


def cost_curve(x, y, w, b, alpha, n_steps):
    costs = []
    for step in range(n_steps + 1):
        costs.append(compute_cost(x, y, w, b))
        w, b = update(x, y, w, b, alpha)
    return costs


def diagnose_rate(costs):
    first = costs[0]
    last = costs[-1]
    if last <= 0.1 * first:
        return "good"
    elif last <= first:
        return "slow"
    else:
        return "diverges"


def choose_alpha(x, y, alphas, n_steps):
    return min(alphas, key=lambda a: cost_curve(x, y, 0.0, 0.0, a, n_steps)[-1])
