# wrong: the step is taken in place and once more in the return line
# diagnoses: double-step
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    w -= alpha * dj_dw
    b -= alpha * dj_db
    return w - alpha * dj_dw, b - alpha * dj_db


def compute_cost(x, y, w, b):
    return sum((w * xi + b - yi) ** 2 for xi, yi in zip(x, y)) / (2 * len(x))


def cost_curve(x, y, w, b, alpha, n_steps):
    costs = [compute_cost(x, y, w, b)]
    for _ in range(n_steps):
        w, b = update(x, y, w, b, alpha)
        costs.append(compute_cost(x, y, w, b))
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
