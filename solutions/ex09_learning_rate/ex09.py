"""Exercise 09: choose a learning rate."""

import numpy as np


def compute_cost(x, y, w, b):
    """Return J = 1/(2m) Σ (w x_i + b − y_i)²."""
    return np.mean((w * x + b - y) ** 2) / 2


def compute_gradient(x, y, w, b):
    """Return (∂J/∂w, ∂J/∂b) at (w, b); x and y have shape (m,)."""
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    """Return (w, b) after one step from (w, b) with learning rate alpha."""
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def cost_curve(x, y, w, b, alpha, n_steps):
    """Return the n_steps + 1 costs of the points that a walk from (w, b) passes."""
    costs = [compute_cost(x, y, w, b)]
    for _ in range(n_steps):
        w, b = update(x, y, w, b, alpha)
        costs.append(compute_cost(x, y, w, b))
    return np.array(costs)


def diagnose_rate(costs):
    """Return "diverges", "slow" or "good" by the first and the last cost."""
    first, last = costs[0], costs[-1]
    # Every comparison with nan is false, so "not last <= first" is true for it where "last > first" is not.
    if not last <= first:
        return "diverges"
    return "slow" if last > 0.1 * first else "good"


def choose_alpha(x, y, alphas, n_steps):
    """Return the rate whose curve from w = b = 0 ends lowest."""
    last_costs = np.array([cost_curve(x, y, 0.0, 0.0, alpha, n_steps)[-1] for alpha in alphas])
    # argmin takes nan for the smallest number there is; a run that overflowed must not win.
    last_costs[np.isnan(last_costs)] = np.inf
    return alphas[np.argmin(last_costs)]
