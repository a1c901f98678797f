# right: type hints, sorted finite results
from typing import Iterable, List

import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def compute_cost(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / 2


def cost_curve(x: np.ndarray, y: np.ndarray, w: float, b: float, alpha: float, n_steps: int) -> List[float]:
    history: List[float] = []
    history += [compute_cost(x, y, w, b)]
    for _ in range(int(n_steps)):
        w, b = update(x, y, w, b, alpha)
        history += [compute_cost(x, y, w, b)]
    return history


def diagnose_rate(costs: Iterable[float]) -> str:
    *_, last = costs
    first, *_ = costs
    return "good" if last <= first / 10 else "slow" if last <= first else "diverges"


def choose_alpha(x: np.ndarray, y: np.ndarray, alphas: np.ndarray, n_steps: int) -> float:
    results = [(cost_curve(x, y, 0.0, 0.0, a, n_steps)[-1], a) for a in alphas]
    return sorted(r for r in results if np.isfinite(r[0]))[0][1]
