# wrong: division and return stand inside the loop
# diagnoses: first-sample-only
import numpy as np


def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw = 0
    dj_db = 0
    for i in range(m):
        f = w * x[i] + b
        dj_dw += (f - y[i]) * x[i]
        dj_db += f - y[i]
        dj_dw = dj_dw / m
        dj_db = dj_db / m
        return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


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
    best_alpha = None
    best_cost = np.inf
    for alpha in alphas:
        last = cost_curve(x, y, 0.0, 0.0, alpha, n_steps)[-1]
        if last < best_cost:
            best_alpha, best_cost = alpha, last
    return best_alpha
