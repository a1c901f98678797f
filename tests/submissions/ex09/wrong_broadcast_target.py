# wrong: x becomes a column while y stays flat, and every prediction meets every target
# diagnoses: broadcast-target
import numpy as np


def compute_gradient(x, y, w, b):
    x = x[:, np.newaxis]
    error = w * x + b - y
    dj_dw = np.mean(error * x)
    dj_db = np.mean(error)
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


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
    best_alpha = None
    best_cost = np.inf
    for alpha in alphas:
        last = cost_curve(x, y, 0.0, 0.0, alpha, n_steps)[-1]
        if last < best_cost:
            best_alpha, best_cost = alpha, last
    return best_alpha
