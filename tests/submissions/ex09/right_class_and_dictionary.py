# right: a class, a dictionary from rates to curves
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


class Run:
    def __init__(self, x, y, w=0.0, b=0.0):
        self.x, self.y, self.w, self.b = x, y, w, b
        self.history = [self.cost()]

    def cost(self):
        return compute_cost(self.x, self.y, self.w, self.b)

    def go(self, alpha, n_steps):
        for _ in range(n_steps):
            self.w, self.b = update(self.x, self.y, self.w, self.b, alpha)
            self.history.append(self.cost())
        return self.history


def cost_curve(x, y, w, b, alpha, n_steps):
    return Run(x, y, w, b).go(alpha, n_steps)


def diagnose_rate(costs):
    if not np.isfinite(costs[-1]) or costs[-1] > costs[0]:
        return "diverges"
    if costs[-1] > 0.1 * costs[0]:
        return "slow"
    return "good"


def choose_alpha(x, y, alphas, n_steps):
    curves = {alpha: Run(x, y).go(alpha, n_steps) for alpha in alphas}
    usable = {alpha: costs for alpha, costs in curves.items() if diagnose_rate(costs) != "diverges"}
    return min(usable or curves, key=lambda alpha: curves[alpha][-1])
