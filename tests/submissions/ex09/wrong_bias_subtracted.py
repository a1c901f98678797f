# wrong: a bracket is missing, so b is added to the error instead of to the prediction
# diagnoses: bias-subtracted
import numpy as np


def compute_gradient(x, y, w, b):
    n = float(len(x))
    w_gradient = 0
    b_gradient = 0
    for i in range(len(x)):
        w_gradient += -(1 / n) * x[i] * (y[i] - (w * x[i]) + b)
        b_gradient += -(1 / n) * (y[i] - (w * x[i]) + b)
    return w_gradient, b_gradient


def update(x, y, w, b, alpha):
    w_gradient, b_gradient = compute_gradient(x, y, w, b)
    new_w = w - (alpha * w_gradient)
    new_b = b - (alpha * b_gradient)
    return new_w, new_b


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
