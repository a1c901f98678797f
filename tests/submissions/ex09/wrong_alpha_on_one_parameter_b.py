# wrong: w's step lacks alpha
# diagnoses: alpha-on-one-parameter [b]
import numpy as np


def compute_gradient(x, y, w, b):
    f_wb = w * x + b
    return np.mean((f_wb - y) * x), np.mean(f_wb - y)


def update(x, y, w, b, alpha):
    grad_w, grad_b = compute_gradient(x, y, w, b)
    w -= grad_w
    b -= alpha * grad_b
    return w, b


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
