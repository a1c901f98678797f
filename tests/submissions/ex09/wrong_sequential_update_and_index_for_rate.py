# wrong: b after w in update, and a place instead of a rate
# diagnoses: sequential-update [w, b]; index-for-rate
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    w = w - alpha * compute_gradient(x, y, w, b)[0]
    b = b - alpha * compute_gradient(x, y, w, b)[1]
    return w, b


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


def cost_curve(x, y, w, b, alpha, n_steps):
    costs = [compute_cost(x, y, w, b)]
    for _ in range(n_steps):
        w, b = update(x, y, w, b, alpha)
        costs.append(compute_cost(x, y, w, b))
    return np.array(costs)


def diagnose_rate(costs):
    if not np.isfinite(costs[-1]) or costs[-1] > costs[0]:
        return "diverges"
    if costs[-1] > 0.1 * costs[0]:
        return "slow"
    return "good"


def choose_alpha(x, y, alphas, n_steps):
    last = [cost_curve(x, y, 0.0, 0.0, alpha, n_steps)[-1] for alpha in alphas]
    return int(np.nanargmin(last))
