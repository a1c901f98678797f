# wrong: the pair is unpacked the other way round
# diagnoses: swapped-gradients
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_db, dj_dw = compute_gradient(x, y, w, b)
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
    best_alpha = None
    best_cost = np.inf
    for alpha in alphas:
        last = cost_curve(x, y, 0.0, 0.0, alpha, n_steps)[-1]
        if last < best_cost:
            best_alpha, best_cost = alpha, last
    return best_alpha
