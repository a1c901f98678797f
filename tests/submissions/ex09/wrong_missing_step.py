# wrong: the cost before each step, and none after the last
# diagnoses: missing-step
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
    costs = []
    for _ in range(n_steps):
        costs.append(compute_cost(x, y, w, b))
        w, b = update(x, y, w, b, alpha)
    return np.array(costs)


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
    finals = [cost_curve(x, y, 0.0, 0.0, alpha, n_steps)[-1] for alpha in alphas]
    finals = [cost if cost == cost else float("inf") for cost in finals]
    return alphas[finals.index(min(finals))]
