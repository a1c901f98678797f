# right: a filled array, min over pairs of finite costs
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


def cost_curve(x, y, w, b, alpha, n_steps):
    costs = np.empty(n_steps + 1)
    for k in range(n_steps):
        costs[k] = compute_cost(x, y, w, b)
        w, b = update(x, y, w, b, alpha)
    costs[n_steps] = compute_cost(x, y, w, b)
    return costs


def diagnose_rate(costs):
    share = costs[-1] / costs[0]
    if np.isnan(share) or np.isinf(share) or share > 1:
        return "diverges"
    return "slow" if share > 0.1 else "good"


def choose_alpha(x, y, alphas, n_steps):
    pairs = []
    for alpha in alphas:
        last = cost_curve(x, y, 0, 0, alpha, n_steps)[-1]
        if np.isfinite(last):
            pairs.append((last, alpha))
    return min(pairs)[1]
